import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type MembershipState, type Seat, SetRepresentationDocument, TransitionMembershipDocument, UpdateMembershipDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import type { Colleague, EmployerMembership } from './NetworkTab';
import { seat, state, step } from './words';

interface Props {
  member: EmployerMembership;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

const asks: MembershipState[] = ['PAUSED', 'DECLINED', 'LEFT'];

/** Moves a membership to another state. */
export function StepForm({ member, to, today, onDone, onSaved }: Props & { to: MembershipState }) {
  const [move, busy] = useChange(TransitionMembershipDocument);
  const form = useForm<{ onDay: string | null; reason: string }>({
    initialValues: { onDay: today, reason: '' },
    validate: { onDay: (value) => (value ? null : 'Enter a day'), reason: (value) => (asks.includes(to) && !value.trim() ? 'Say why' : null) },
  });
  const save = form.onSubmit(async ({ onDay, reason }) => {
    const { data, error } = await move({ input: { id: member.id, version: member.version, state: to, onDay, reason: reason.trim() || null } });
    const problems = problemsOf(error, data?.transitionMembership.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${step[to]}: ${member.network.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <DayInput label={`${state[to]} from`} today={today} maxDate={today} {...form.getInputProps('onDay')} />
      <TextInput label={asks.includes(to) ? 'Why' : 'Why, if there is something to say'} data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

/** Says who speaks for a member, or stands in. */
export function SeatForm({ member, people, today, onDone, onSaved }: Props & { people: Colleague[] }) {
  const [set, busy] = useChange(SetRepresentationDocument);
  const known = new Map(people.filter(({ until, person }) => (until === null || until >= today) && person.name !== null).map(({ person, jobTitle }) => [person.id, [person.name, jobTitle].filter(Boolean).join(', ')]));
  const form = useForm<{ personId: string | null; seat: Seat; since: string | null }>({
    initialValues: { personId: null, seat: member.representative ? 'DEPUTY' : 'REPRESENTATIVE', since: today },
    validate: { personId: (value) => (value ? null : 'Choose somebody'), since: (value) => (value ? null : 'Enter a day') },
  });
  const save = form.onSubmit(async ({ personId, seat: as, since }) => {
    const { data, error } = await set({ input: { membershipId: member.id, version: member.version, personId: personId ?? '', seat: as, since } });
    const problems = problemsOf(error, data?.setRepresentation.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Who speaks for it in the ${member.network.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Select label="Person" placeholder={known.size > 0 ? 'Choose' : 'Nobody is known there: add somebody under People first'} searchable data={[...known].map(([value, label]) => ({ value, label }))} data-autofocus {...form.getInputProps('personId')} />
      <Select label="As" allowDeselect={false} data={choices(seat)} description={form.values.seat === 'REPRESENTATIVE' && member.representative ? 'Who speaks for it now gives up the seat the day before' : undefined} {...form.getInputProps('seat')} />
      <DayInput label="From" today={today} {...form.getInputProps('since')} />
    </FormDialog>
  );
}

/** Notes what was agreed with a member, and when to agree it anew. */
export function AgreedForm({ member, today, onDone, onSaved }: Props) {
  const [update, busy] = useChange(UpdateMembershipDocument);
  const form = useForm<{ terms: string; renewsOn: string | null }>({ initialValues: { terms: member.terms ?? '', renewsOn: member.renewsOn } });
  const save = form.onSubmit(async ({ terms, renewsOn }) => {
    const { data, error } = await update({ input: { id: member.id, version: member.version, terms: terms.trim() || null, renewsOn } });
    const problems = problemsOf(error, data?.updateMembership.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`What was agreed: ${member.network.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Textarea label="What was agreed" autosize minRows={2} data-autofocus {...form.getInputProps('terms')} />
      <DayInput label="To be agreed anew on" clearable today={today} {...form.getInputProps('renewsOn')} />
    </FormDialog>
  );
}
