import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type HostingLevel, type InterestFactsFragment, type Programme, RecordHostingInterestDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, programme as programmes } from '../../words/label';
import { interestLevel, yearsAbout } from './interest';

interface Props {
  employerId: string;
  /** What stands and changes; none to record something of another programme or year. */
  interest?: InterestFactsFragment | undefined;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Keeps what an employer says of hosting on a programme in a year. */
export default function InterestForm({ employerId, interest, today, onDone, onSaved }: Props) {
  const [record, busy] = useChange(RecordHostingInterestDocument);
  const form = useForm({
    initialValues: {
      programme: interest?.programme ?? (null as Programme | null),
      year: String(interest?.year ?? today.slice(0, 4)),
      level: interest?.level ?? (null as HostingLevel | null),
      saidOn: today,
      reason: interest?.reason ?? '',
      askAgainOn: interest?.askAgainOn && interest.askAgainOn > today ? interest.askAgainOn : (null as string | null),
    },
    validate: {
      programme: (value) => (value ? null : 'Choose a programme'),
      level: (value) => (value ? null : 'Choose what it says'),
      saidOn: (value) => (value ? null : 'Enter when it said so'),
    },
  });
  const notNow = form.values.level === 'NOT_NOW';
  const save = form.onSubmit(async ({ programme, level, year, reason, askAgainOn, saidOn }) => {
    if (!programme || !level) return;
    const { data, error } = await record({ input: { employerId, programme, level, year: Number(year), saidOn, reason: notNow ? reason.trim() || null : null, askAgainOn: notNow ? askAgainOn : null } });
    const problems = problemsOf(error, data?.recordHostingInterest.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={interest ? `${programmes[interest.programme]}, ${interest.year}` : 'Interest in hosting'} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      {!interest && (
        <Group grow align="start">
          <Select label="Programme" data={choices(programmes)} data-autofocus {...form.getInputProps('programme')} />
          <Select label="Year" allowDeselect={false} data={yearsAbout(today, 0)} {...form.getInputProps('year')} />
        </Group>
      )}
      <Select label="It says" description="This is not a commitment, and is shown so." data={choices(interestLevel)} data-autofocus={interest ? true : undefined} {...form.getInputProps('level')} />
      {notNow && <TextInput label="Why not now" description="Everybody who uses the hub can read it." maxLength={300} {...form.getInputProps('reason')} />}
      {notNow && <DayInput label="Ask again on" placeholder="Nobody asks again" clearable today={today} {...form.getInputProps('askAgainOn')} />}
      <DayInput label="When it said so" today={today} maxDate={today} {...form.getInputProps('saidOn')} />
    </FormDialog>
  );
}
