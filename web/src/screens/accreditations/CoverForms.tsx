import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type CoverFactsFragment, CoverSiteDocument, EndCoverDocument, type SchemeFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { type Asked, headOffices } from './Covers';

/** Decides that the award of a head office covers a site. */
export function CoverForm({ employer, scheme, today, onDone, onSaved }: { employer: Asked; scheme: SchemeFactsFragment; today: string; onDone: () => void; onSaved: () => void }) {
  const [cover, busy] = useChange(CoverSiteDocument);
  const heads = headOffices(employer);
  const sites = employer.sites.filter(({ closedOn, ward }) => !closedOn && ward);
  const form = useForm({
    initialValues: { holderId: heads[0]?.id ?? '', siteId: sites[0]?.id ?? '', since: today, reason: '' },
    validate: { since: (value) => (value ? null : 'Enter a day'), reason: (value) => (value.trim() ? null : 'Say why the award covers the site') },
  });
  const save = form.onSubmit(async (values) => {
    const { data, error } = await cover({ input: { ...values, scheme: scheme.code, reason: values.reason.trim() } });
    const problems = problemsOf(error, data?.coverSite.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${scheme.name} of the head office`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Text size="sm">The site counts with what the head office holds, until this ends.</Text>
      <Select label="Head office" allowDeselect={false} data={heads.map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('holderId')} />
      <Select label="Site" description="Open, in a Rotherham ward" allowDeselect={false} data={sites.map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('siteId')} />
      <DayInput label="From" today={today} maxDate={today} {...form.getInputProps('since')} />
      <TextInput label="Why" placeholder="Who confirmed it, and how" data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

/** Notes that a site is covered no longer. */
export function EndCoverForm({ cover, today, onDone, onSaved }: { cover: CoverFactsFragment; today: string; onDone: () => void; onSaved: () => void }) {
  const [end, busy] = useChange(EndCoverDocument);
  const form = useForm({
    initialValues: { endedOn: today, reason: '' },
    validate: { endedOn: (value) => (value ? null : 'Enter a day'), reason: (value) => (value.trim() ? null : 'Say why it ended') },
  });
  const save = form.onSubmit(async ({ endedOn, reason }) => {
    const { data, error } = await end({ input: { id: cover.id, version: cover.version, endedOn, reason: reason.trim() } });
    const problems = problemsOf(error, data?.endCover.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${cover.site.name} is covered no longer`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <DayInput label="From" today={today} maxDate={today} {...form.getInputProps('endedOn')} />
      <TextInput label="Why" data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
