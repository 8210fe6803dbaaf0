import { Group, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type EncounterFactsFragment, RecordSchoolEncounterDocument, UpdateSchoolEncounterDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { encounterKind } from './words';

const yearGroups = Array.from({ length: 14 }, (_, index) => ({ value: String(index + 1), label: `Year ${index + 1}` }));

interface Props {
  employerId: string;
  /** The encounter that changes; none to record one. */
  encounter?: EncounterFactsFragment | undefined;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** What an employer does for pupils, to record or to change. */
export default function EncounterForm({ employerId, encounter, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordSchoolEncounterDocument);
  const [update, updating] = useChange(UpdateSchoolEncounterDocument);
  const form = useForm({
    initialValues: {
      school: encounter?.school ?? '',
      kind: encounter?.kind ?? ('ENCOUNTER'),
      happensOn: encounter?.happensOn ?? (null as string | null),
      days: encounter?.days ?? 1,
      yearGroups: encounter?.yearGroups.map(String) ?? [],
      pupilPlaces: encounter?.pupilPlaces ?? (null as number | null),
      confirmedOn: encounter?.confirmedOn ?? (null as string | null),
      confirmation: encounter?.confirmation ?? '',
      feedback: encounter?.feedback ?? '',
      cancelledOn: encounter?.cancelledOn ?? (null as string | null),
      cancelReason: encounter?.cancelReason ?? '',
    },
    validate: {
      school: (value) => (value.trim() ? null : 'Enter the school or college'),
      happensOn: (value) => (value ? null : 'Enter the day'),
      days: (value) => (value ? null : 'Enter how many days each pupil has of it'),
      pupilPlaces: (value) => (value ? null : 'Enter how many pupil places'),
    },
  });
  const save = form.onSubmit(async (values) => {
    const facts = {
      ...values,
      happensOn: values.happensOn ?? '',
      pupilPlaces: values.pupilPlaces ?? 0,
      yearGroups: values.yearGroups.map(Number),
      confirmation: values.confirmation.trim() || null,
      feedback: values.feedback.trim() || null,
      cancelReason: values.cancelReason.trim() || null,
    };
    const problems = encounter
      ? await update({ input: { id: encounter.id, version: encounter.version, schoolEncounter: facts } }).then(({ data, error }) => problemsOf(error, data?.updateSchoolEncounter.userErrors))
      : await record({ input: { employerId, schoolEncounter: facts } }).then(({ data, error }) => problemsOf(error, data?.recordSchoolEncounter.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={encounter ? `Change: ${encounter.school}` : 'Record a school encounter'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      <TextInput label="School or college" data-autofocus maxLength={200} {...form.getInputProps('school')} />
      <Select label="What pupils get" allowDeselect={false} data={choices(encounterKind)} {...form.getInputProps('kind')} />
      <Group grow align="start">
        <DayInput label="First day" today={today} {...form.getInputProps('happensOn')} />
        <NumberInput label="Days for each pupil" min={0} max={60} step={0.5} decimalScale={1} {...form.getInputProps('days')} />
      </Group>
      <Group grow align="start">
        <NumberInput label="Pupil places" min={1} max={10000} allowDecimal={false} {...form.getInputProps('pupilPlaces')} value={form.values.pupilPlaces ?? ''} />
        <MultiSelect label="Year groups" placeholder={form.values.yearGroups.length === 0 ? 'Not known' : ''} data={yearGroups} {...form.getInputProps('yearGroups')} />
      </Group>
      <Group grow align="start">
        <DayInput label="Confirmed by the school on" placeholder="Not confirmed" clearable today={today} maxDate={today} {...form.getInputProps('confirmedOn')} />
        <TextInput label="How it confirmed it" placeholder="By e-mail, in a return" maxLength={300} {...form.getInputProps('confirmation')} />
      </Group>
      <Textarea label="What the employer says of it" description="Everybody who uses the hub can read it. Do not name anybody." autosize minRows={2} maxLength={2000} {...form.getInputProps('feedback')} />
      {encounter && (
        <Group grow align="start">
          <DayInput label="Called off on" placeholder="It was not" clearable today={today} maxDate={today} {...form.getInputProps('cancelledOn')} />
          <TextInput label="Why it was called off" maxLength={300} {...form.getInputProps('cancelReason')} />
        </Group>
      )}
    </FormDialog>
  );
}
