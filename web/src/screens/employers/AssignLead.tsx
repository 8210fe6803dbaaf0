import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { AssignLeadDocument, type EmployerFilter } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { PartnerSelect, StaffSelect } from '../../parts/WhoSelect';
import { useViewer } from '../../shell/viewer';
import { counted } from '../../words/count';

/** Gives all chosen employers one lead. */
export default function AssignLead({ employers, count, onClose, onDone }: { employers: EmployerFilter; count: number; onClose: () => void; onDone: () => void }) {
  const { organisation, user } = useViewer();
  const [assign, busy] = useChange(AssignLeadDocument);
  const form = useForm<{ leadOrganisationId: string | null; accountLeadId: string | null }>({
    initialValues: { leadOrganisationId: organisation.id, accountLeadId: user?.id ?? null },
  });
  const { leadOrganisationId } = form.values;
  const save = form.onSubmit(async (values) => {
    const { data: answer, error } = await assign({ input: { employers, ...values } });
    const problems = problemsOf(error, answer?.assignLead.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    if (answer) {
      const { changed, unchanged } = answer.assignLead;
      notifications.show({ message: `${counted(changed, 'employer')} changed${unchanged > 0 ? `, ${unchanged} had that lead already` : ''}.` });
    }
    onDone();
  });
  return (
    <FormDialog title={`Assign a lead to ${counted(count, 'employer')}`} form={form} submit={save} busy={busy} action="Assign lead" onClose={onClose}>
      <PartnerSelect label="Organisation that leads" placeholder="Nobody leads" clearable openOnFocus={false} data-autofocus now={organisation}
        value={leadOrganisationId} error={form.errors.leadOrganisationId} onChange={(value) => form.setValues({ leadOrganisationId: value, accountLeadId: null })} />
      <StaffSelect label="Account lead" placeholder="Nobody in particular" clearable organisationId={leadOrganisationId} now={user} {...form.getInputProps('accountLeadId')} />
      {!leadOrganisationId && <Text size="sm">They will be led by nobody.</Text>}
    </FormDialog>
  );
}
