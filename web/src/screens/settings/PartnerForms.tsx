import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddDataSharingAgreementDocument, CreateOrganisationDocument, type CreateOrganisationInput, EndDataSharingAgreementDocument, type PartnerFactsFragment, UpdateOrganisationDocument, type UpdateOrganisationInput } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { addDays, longDay } from '../../words/date';
import { choices, organisationKind } from '../../words/label';

/** Takes a partner in, or changes what it is called and is. */
export function PartnerForm({ partner, onDone }: { partner: PartnerFactsFragment | undefined; onDone: () => void }) {
  const [create, creating] = useChange(CreateOrganisationDocument);
  const [update, updating] = useChange(UpdateOrganisationDocument);
  async function added(input: CreateOrganisationInput) {
    const { data, error } = await create({ input });
    return problemsOf(error, data?.createOrganisation.userErrors);
  }
  async function changed(input: UpdateOrganisationInput) {
    const { data, error } = await update({ input });
    return problemsOf(error, data?.updateOrganisation.userErrors);
  }
  const form = useForm({
    initialValues: { name: partner?.organisation.name ?? '', kind: partner?.organisation.kind ?? 'OTHER' },
    validate: { name: (value) => (value.trim() ? null : 'Enter the name') },
  });
  const save = form.onSubmit(async ({ name, kind }) => {
    const input = { name: name.trim(), kind };
    const problems = partner ? await changed({ id: partner.organisation.id, ...input }) : await added(input);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const title = partner ? `Change ${partner.organisation.name}` : 'Add partner';
  return (
    <FormDialog title={title} form={form} submit={save} busy={creating || updating} action={partner ? 'Save' : 'Add partner'} onClose={onDone}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <Select label="Kind" allowDeselect={false} data={choices(organisationKind)} {...form.getInputProps('kind')} />
    </FormDialog>
  );
}

/** Records a data-sharing agreement. */
export function AgreementForm({ partner: { organisation }, today, onDone }: { partner: PartnerFactsFragment; today: string; onDone: () => void }) {
  const [add, busy] = useChange(AddDataSharingAgreementDocument);
  const form = useForm<{ reference: string; from: string | null; until: string | null }>({
    initialValues: { reference: '', from: today, until: addDays(today, 365) },
    validate: {
      reference: (value) => (value.trim() ? null : 'Enter what the papers call it'),
      from: (value) => (value ? null : 'Enter the first day'),
      until: (value) => (value ? null : 'Enter the last day'),
    },
  });
  const save = form.onSubmit(async ({ reference, from, until }) => {
    const { data, error } = await add({ input: { organisationId: organisation.id, reference: reference.trim(), from: from ?? '', until: until ?? '' } });
    const problems = problemsOf(error, data?.addDataSharingAgreement.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={`Agreement of ${organisation.name}`} form={form} submit={save} busy={busy} action="Add agreement" onClose={onDone}>
      <TextInput label="Reference" description="What the papers call it" data-autofocus {...form.getInputProps('reference')} />
      <Group grow align="start">
        <DayInput label="First day" today={today} {...form.getInputProps('from')} />
        <DayInput label="Last day" today={today} {...form.getInputProps('until')} />
      </Group>
    </FormDialog>
  );
}

/** Lets an agreement end earlier. */
export function EndAgreement({ agreement, today, onDone }: { agreement: PartnerFactsFragment['agreements'][number]; today: string; onDone: () => void }) {
  const [end, busy] = useChange(EndDataSharingAgreementDocument);
  const form = useForm<{ until: string | null }>({ initialValues: { until: today }, validate: { until: (value) => (value ? null : 'Enter the last day') } });
  const save = form.onSubmit(async ({ until }) => {
    const { data, error } = await end({ input: { id: agreement.id, until: until ?? '' } });
    const problems = problemsOf(error, data?.endDataSharingAgreement.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={`End ${agreement.reference} earlier`} form={form} submit={save} busy={busy} action="End agreement" onClose={onDone}>
      <DayInput label="Last day on which it holds" description={`Now ${longDay(agreement.until)}`} today={today} {...form.getInputProps('until')} />
    </FormDialog>
  );
}
