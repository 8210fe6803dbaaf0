import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from 'react-router';
import { CreateEmployerDocument, type LegalForm } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { choices, legalForm } from '../../words/label';

/** Adds an employer by hand and opens it. */
export function AddEmployer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return <Modal opened={opened} onClose={onClose} title="Add employer" closeButtonProps={{ 'aria-label': 'Close' }}><AddEmployerForm /></Modal>;
}

const orNothing = (text: string) => text.trim() || undefined;

function AddEmployerForm() {
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
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <ProblemSummary form={form} />
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
        <Group><Button type="submit" loading={busy}>Add employer</Button></Group>
      </Stack>
    </form>
  );
}
