import { Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ApprenticeshipFactsFragment, type GrowthSector, RecordApprenticeshipDocument, UpdateApprenticeshipDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, growthSector } from '../../words/label';
import { levels, stage } from './words';

interface Props {
  employerId: string;
  /** The record that changes; none to add one. */
  apprenticeship?: ApprenticeshipFactsFragment | undefined;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Apprenticeships that an employer pledged, offered or saw start, to record or to change. */
export default function ApprenticeshipForm({ employerId, apprenticeship, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordApprenticeshipDocument);
  const [update, updating] = useChange(UpdateApprenticeshipDocument);
  const form = useForm({
    initialValues: {
      stage: apprenticeship?.stage ?? ('OFFERED'),
      level: String(apprenticeship?.level ?? 3),
      standard: apprenticeship?.standard ?? '',
      growthSector: apprenticeship?.growthSector ?? (null as GrowthSector | null),
      places: apprenticeship?.places ?? 1,
      onDay: apprenticeship?.onDay ?? (today as string | null),
      dueOn: apprenticeship?.dueOn ?? (null as string | null),
      inRotherham: apprenticeship?.inRotherham ?? true,
      evidence: apprenticeship?.evidence ?? '',
    },
    validate: {
      standard: (value) => (value.trim() ? null : 'Enter the standard, such as engineering operative'),
      places: (value) => (value ? null : 'Enter how many'),
      onDay: (value) => (value ? null : 'Enter the day'),
    },
  });
  const pledged = form.values.stage === 'PLEDGED';
  const save = form.onSubmit(async (values) => {
    const facts = { ...values, level: Number(values.level), onDay: values.onDay ?? '', dueOn: pledged ? values.dueOn : null, evidence: values.evidence.trim() || null };
    const problems = apprenticeship
      ? await update({ input: { id: apprenticeship.id, version: apprenticeship.version, apprenticeship: facts } }).then(({ data, error }) => problemsOf(error, data?.updateApprenticeship.userErrors))
      : await record({ input: { employerId, apprenticeship: facts } }).then(({ data, error }) => problemsOf(error, data?.recordApprenticeship.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={apprenticeship ? `Change: ${apprenticeship.standard}` : 'Record apprenticeships'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      <Group grow align="start">
        <Select label="How far they are" allowDeselect={false} data={choices(stage)} data-autofocus {...form.getInputProps('stage')} />
        <Select label="Level" allowDeselect={false} data={Object.entries(levels).map(([value, label]) => ({ value, label }))} {...form.getInputProps('level')} />
      </Group>
      <TextInput label="Standard" placeholder="Engineering operative" maxLength={200} {...form.getInputProps('standard')} />
      <Group grow align="start">
        <NumberInput label="How many" min={1} max={1000} allowDecimal={false} {...form.getInputProps('places')} />
        <Select label="Growth sector" placeholder="None" clearable data={choices(growthSector)} {...form.getInputProps('growthSector')} />
      </Group>
      <Group grow align="start">
        <DayInput label={`${stage[form.values.stage]} on`} today={today} maxDate={today} {...form.getInputProps('onDay')} />
        {pledged && <DayInput label="To start by" placeholder="Not known" clearable today={today} {...form.getInputProps('dueOn')} />}
      </Group>
      <Checkbox label="At a site in Rotherham" {...form.getInputProps('inRotherham', { type: 'checkbox' })} />
      <Textarea label="What shows it" description="An advert, the provider’s confirmation. Everybody who uses the hub can read it." autosize minRows={1} maxLength={2000} {...form.getInputProps('evidence')} />
    </FormDialog>
  );
}
