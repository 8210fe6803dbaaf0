import { Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddOpportunityDocument, type OpportunityFactsFragment, ProgrammesDocument, UpdateOpportunityDocument, type Weekday } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { weekday } from './words';

interface Props {
  /** The opportunity to change; none to add one. */
  opportunity?: OpportunityFactsFragment | undefined;
  sites: { id: string; name: string }[];
  people: { value: string; label: string }[];
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** What an employer offers, to add or to change. */
export default function OpportunityForm({ opportunity, sites, people, today, onDone, onSaved }: Props) {
  const [add, adding] = useChange(AddOpportunityDocument);
  const [update, updating] = useChange(UpdateOpportunityDocument);
  const [{ data }] = useRead({ query: ProgrammesDocument });
  const form = useForm({
    initialValues: {
      siteId: opportunity?.site.id ?? sites[0]?.id ?? null,
      programme: opportunity?.programme.code ?? (null as string | null),
      role: opportunity?.role ?? '',
      places: opportunity?.places ?? 1,
      startsOn: opportunity?.startsOn ?? (null as string | null),
      endsOn: opportunity?.endsOn ?? (null as string | null),
      days: opportunity?.days ?? (['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as Weekday[]),
      fromTime: opportunity?.fromTime ?? '',
      untilTime: opportunity?.untilTime ?? '',
      needs: opportunity?.needs ?? '',
      adjustments: opportunity?.adjustments ?? '',
      contactId: opportunity?.contact?.id ?? (null as string | null),
    },
    validate: {
      programme: (value) => (value ? null : 'Choose a programme'),
      role: (value) => (value.trim() ? null : 'Enter the role, such as warehouse assistant'),
      places: (value) => (!value ? 'Enter how many people it is for' : null),
    },
  });
  const save = form.onSubmit(async ({ siteId, programme, places, fromTime, untilTime, needs, adjustments, ...values }) => {
    const input = { ...values, places, fromTime: fromTime.trim() || null, untilTime: untilTime.trim() || null, needs: needs.trim() || null, adjustments: adjustments.trim() || null };
    const problems = opportunity
      ? await update({ input: { id: opportunity.id, version: opportunity.version, ...input } }).then(({ data: got, error }) => problemsOf(error, got?.updateOpportunity.userErrors))
      : await add({ input: { siteId: siteId ?? '', programme: programme ?? '', ...input } }).then(({ data: got, error }) => problemsOf(error, got?.addOpportunity.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={opportunity ? `Change ${opportunity.role}` : 'Add opportunity'} form={form} submit={save} busy={adding || updating} action={opportunity ? 'Save' : 'Add opportunity'} onClose={onDone}>
      {!opportunity && <Select label="Site" allowDeselect={false} data={sites.map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('siteId')} />}
      {!opportunity && <Select label="Programme" data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} {...form.getInputProps('programme')} />}
      <Group grow align="start">
        <TextInput label="Role" placeholder="Warehouse assistant" data-autofocus {...form.getInputProps('role')} />
        <NumberInput label="Places" min={1} max={500} allowDecimal={false} {...form.getInputProps('places')} />
      </Group>
      <Group grow align="start">
        <DayInput label="First day" placeholder="Flexible" clearable today={today} {...form.getInputProps('startsOn')} />
        <DayInput label="Last day" placeholder="Not known" clearable today={today} {...form.getInputProps('endsOn')} />
      </Group>
      <Checkbox.Group label="Days of the week" {...form.getInputProps('days')}>
        <Group gap="sm" mt={4}>{Object.entries(weekday).map(([value, label]) => <Checkbox key={value} value={value} label={label} />)}</Group>
      </Checkbox.Group>
      <Group grow align="start">
        <TextInput label="From" placeholder="09:00" {...form.getInputProps('fromTime')} />
        <TextInput label="Until" placeholder="17:00" {...form.getInputProps('untilTime')} />
      </Group>
      <Textarea label="What a participant needs" autosize minRows={2} {...form.getInputProps('needs')} />
      <Textarea label="What the host can adjust" autosize minRows={2} {...form.getInputProps('adjustments')} />
      <Select label="Placement contact" placeholder="Nobody yet" clearable data={people} {...form.getInputProps('contactId')} />
    </FormDialog>
  );
}
