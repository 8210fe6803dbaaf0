import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { RemoveObjectionDocument, type RoleFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { longMomentDay } from '../../words/date';
import { topic } from '../../words/label';

/** Takes an objection back that does not stand; one that the person made by themselves only with their word. */
export function RemoveObjectionForm({ person, onDone }: { person: RoleFactsFragment['person']; onDone: () => void }) {
  const [remove, busy] = useChange(RemoveObjectionDocument);
  const objections = person.objections ?? [];
  const form = useForm({
    initialValues: { topic: objections[0]?.topic ?? 'ALL', reason: '' },
    validate: { reason: (value) => (value.trim() ? null : 'Say why it does not stand') },
  });
  const chosen = objections.find((each) => each.topic === form.values.topic);
  const save = form.onSubmit(async (values) => {
    const { data, error } = await remove({ input: { personId: person.id, topic: values.topic, reason: values.reason.trim() } });
    const problems = problemsOf(error, data?.removeObjection.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title="Take an objection back" form={form} submit={save} busy={busy} action="Take back" onClose={onDone}>
      <Select label="Objection" allowDeselect={false} data={objections.map((each) => ({ value: each.topic, label: topic[each.topic] }))} {...form.getInputProps('topic')} />
      {chosen && (
        <Text size="sm">
          {chosen.byPerson
            ? `${person.name} objected on a page of their own on ${longMomentDay(chosen.receivedAt)}. Take it back only if they told you that they changed their mind, and say when and how.`
            : `Recorded on ${longMomentDay(chosen.receivedAt)}: ${chosen.how}.`}
        </Text>
      )}
      <TextInput label="Why it does not stand" placeholder={chosen?.byPerson ? 'Rang on 3 December and asked to hear from us' : 'Recorded for the wrong person'} data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
