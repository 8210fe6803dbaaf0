import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type PlacementFactsFragment, UpdatePlacementDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { overlap } from './placedWords';
import { weekday } from './words';

/** The days and hours of a placement. */
export default function PlacementForm({ placement, today, onDone, onSaved }: { placement: PlacementFactsFragment; today: string; onDone: () => void; onSaved: () => void }) {
  const [update, busy] = useChange(UpdatePlacementDocument);
  const started = placement.state === 'STARTED';
  const form = useForm({
    initialValues: {
      startsOn: placement.startsOn,
      endsOn: placement.endsOn,
      days: placement.days,
      fromTime: placement.fromTime ?? '',
      untilTime: placement.untilTime ?? '',
      overlap: placement.overlap,
    },
  });
  const save = form.onSubmit(async ({ startsOn, fromTime, untilTime, ...values }) => {
    const { data, error } = await update({
      input: { id: placement.id, version: placement.version, ...values, ...(started ? {} : { startsOn }), fromTime: fromTime.trim() || null, untilTime: untilTime.trim() || null },
    });
    const problems = problemsOf(error, data?.updatePlacement.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Days and hours of ${placement.participant.reference}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Group grow align="start">
        <DayInput label="First day" placeholder="Not known" clearable disabled={started} today={today} {...form.getInputProps('startsOn')} />
        <DayInput label="Last day" placeholder="Not known" clearable today={today} {...form.getInputProps('endsOn')} />
      </Group>
      <Checkbox.Group label="Days of the week" {...form.getInputProps('days')}>
        <Group gap="sm" mt={4}>{Object.entries(weekday).map(([value, label]) => <Checkbox key={value} value={value} label={label} />)}</Group>
      </Checkbox.Group>
      <Group grow align="start">
        <TextInput label="From" placeholder="09:00" {...form.getInputProps('fromTime')} />
        <TextInput label="Until" placeholder="17:00" {...form.getInputProps('untilTime')} />
      </Group>
      <Select label="Why there may be another placement at that time" placeholder="There is none" clearable data={choices(overlap)} {...form.getInputProps('overlap')} />
    </FormDialog>
  );
}
