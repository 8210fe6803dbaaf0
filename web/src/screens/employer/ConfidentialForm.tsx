import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { EndConfidentialityDocument, MakeConfidentialDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useViewer } from '../../shell/viewer';
import type { Employer } from './EmployerScreen';

/** Hides an employer from everybody else, or lets them see it again. */
export default function ConfidentialForm({ employer, onDone }: { employer: Employer; onDone: () => void }) {
  const { id, version, confidential } = employer;
  const { organisation } = useViewer();
  const [make, making] = useChange(MakeConfidentialDocument);
  const [end, ending] = useChange(EndConfidentialityDocument);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : confidential ? 'Say why everybody may know of it now' : 'Say why nobody else may know of it') },
  });
  const save = form.onSubmit(async ({ reason }) => {
    const input = { employerId: id, version, reason };
    const problems = confidential
      ? await end({ input }).then(({ data, error }) => problemsOf(error, data?.endConfidentiality.userErrors))
      : await make({ input }).then(({ data, error }) => problemsOf(error, data?.makeConfidential.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title={confidential ? 'End confidentiality' : 'Make a confidential enquiry'} form={form} submit={save} busy={making || ending}
      action={confidential ? 'Let everybody see it' : 'Make confidential'} onClose={onDone}>
      <Text size="sm">
        {confidential
          ? 'Every partner finds this employer again, with its history.'
          : `Nobody outside ${organisation.name} finds this employer any more, nor anything about it, but for partners it is referred to. What other partners were sending it stops.`}
      </Text>
      <Textarea label="Reason" description={confidential ? undefined : 'Whoever is let in reads it.'} data-autofocus autosize minRows={2} maxLength={1000} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
