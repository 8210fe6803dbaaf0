import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type AwardFactsFragment, RemoveAccreditationDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { longDay } from '../../words/date';

/** Asks before an award that was entered by mistake goes. */
export default function RemoveForm({ award, name, onDone, onSaved }: { award: AwardFactsFragment; name: string; onDone: () => void; onSaved: () => void }) {
  const [remove, busy] = useChange(RemoveAccreditationDocument);
  const form = useForm({ initialValues: {} });
  const save = form.onSubmit(async () => {
    const { data, error } = await remove({ input: { id: award.id, version: award.version } });
    const problems = problemsOf(error, data?.removeAccreditation.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Remove this award of ${name}`} form={form} submit={save} busy={busy} action="Remove it" onClose={onDone}>
      <Text size="sm">The award of {longDay(award.awardedOn)} will be gone, as if nobody had entered it. One that ended, or was given up, stays: say that it has ended.</Text>
    </FormDialog>
  );
}
