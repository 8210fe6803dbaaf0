import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from 'react-router';
import { CreateEmployerDocument, type LegalForm } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, legalForm } from '../../words/label';

const orNothing = (text: string) => text.trim() || undefined;

/** Adds an employer by hand and opens it. */
export default function AddEmployer({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [create, busy] = useChange(CreateEmployerDocument);
  const form = useForm({
    initialValues: { name: '', legalForm: null as LegalForm | null, companyNumber: '', postcode: '', website: '', headcount: '' as number | '', leadIt: true },
    validate: { name: (value) => (value.trim() ? null : 'Enter the name') },
  });

  const save = form.onSubmit(async (values) => {
    const { data, error } = await create({
      input: {
        name: values.name.trim(),
        legalForm: values.legalForm ?? undefined,
        companyNumber: orNothing(values.companyNumber),
        postcode: orNothing(values.postcode),
        website: orNothing(values.website),
        headcount: values.headcount === '' ? undefined : values.headcount,
        leadIt: values.leadIt,
      },
    });
    const problems = problemsOf(error, data?.createEmployer.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    if (data?.createEmployer.employer) await navigate(`/employers/${data.createEmployer.employer.id}`);
  });

  return (
    <FormDialog title="Add employer" form={form} submit={save} busy={busy} action="Add employer" onClose={onClose}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <Group grow align="start">
        <TextInput label="Company number" placeholder="If it has one" {...form.getInputProps('companyNumber')} />
        <TextInput label="Postcode" {...form.getInputProps('postcode')} />
      </Group>
      <Select label="Legal form" placeholder="Not known" clearable data={choices(legalForm)} {...form.getInputProps('legalForm')} />
      <Group grow align="start">
        <NumberInput label="People employed" min={0} allowDecimal={false} hideControls thousandSeparator="," {...form.getInputProps('headcount')} />
        <TextInput label="Website" placeholder="https://" {...form.getInputProps('website')} />
      </Group>
      <Checkbox label="We lead the relationship, with me as account lead" {...form.getInputProps('leadIt', { type: 'checkbox' })} />
    </FormDialog>
  );
}
