import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type CourseFactsFragment, type GrowthSector, type LinkedOpportunityFragment, OpportunitiesToLinkDocument, RecordCourseDocument, UpdateCourseDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { ChosenList } from '../../parts/ChosenList';
import { DayInput } from '../../parts/DayInput';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { ProviderSelect } from '../../parts/ProviderSelect';
import { choices, growthSector } from '../../words/label';

interface Props {
  /** The course that changes, with what it leads to; none to add one. */
  course?: CourseFactsFragment & { opportunities: LinkedOpportunityFragment[] };
  today: string;
  onDone: () => void;
  onSaved: (id: string) => void;
}

const nameOf = ({ role, employer }: LinkedOpportunityFragment) => `${role}, ${employer.name}`;

/** A course, to add or to change. */
export default function CourseForm({ course, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordCourseDocument);
  const [update, updating] = useChange(UpdateCourseDocument);
  const [opportunities, setOpportunities] = useState(course?.opportunities.map((each) => ({ id: each.id, name: nameOf(each) })) ?? []);
  const [employers, setEmployers] = useState<ChosenEmployer[]>(course?.employers ?? []);
  const form = useForm({
    initialValues: {
      providerId: course?.provider.id ?? (null as string | null),
      title: course?.title ?? '',
      growthSector: course?.growthSector ?? (null as GrowthSector | null),
      startsOn: course?.startsOn ?? (null as string | null),
      endsOn: course?.endsOn ?? (null as string | null),
      places: course?.places ?? 12,
      completed: course?.completed ?? (null as number | null),
    },
    validate: {
      providerId: (value) => (value ? null : 'Choose the provider'),
      title: (value) => (value.trim() ? null : 'Enter what it is called'),
      startsOn: (value) => (value ? null : 'Enter the first day'),
      endsOn: (value) => (value ? null : 'Enter the last day'),
      places: (value) => (value ? null : 'Enter how many places it has'),
    },
  });
  const save = form.onSubmit(async ({ completed, ...values }) => {
    const facts = {
      ...values,
      providerId: values.providerId ?? '',
      startsOn: values.startsOn ?? '',
      endsOn: values.endsOn ?? '',
      completed: typeof completed === 'number' ? completed : null,
      employerIds: employers.map(({ id }) => id),
      opportunityIds: opportunities.map(({ id }) => id),
    };
    const { id, problems } = course
      ? await update({ input: { id: course.id, version: course.version, course: facts } }).then(({ data, error }) => ({ id: course.id, problems: problemsOf(error, data?.updateCourse.userErrors) }))
      : await record({ input: facts }).then(({ data, error }) => ({ id: data?.recordCourse.course?.id ?? '', problems: problemsOf(error, data?.recordCourse.userErrors) }));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved(id);
    onDone();
  });
  return (
    <FormDialog title={course ? `Change ${course.title}` : 'Add course'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      <ProviderSelect label="Provider" provider={course?.provider} data-autofocus {...form.getInputProps('providerId')} />
      <TextInput label="Title" placeholder="Welding bootcamp" maxLength={200} {...form.getInputProps('title')} />
      <Group grow align="start">
        <DayInput label="First day" today={today} {...form.getInputProps('startsOn')} />
        <DayInput label="Last day" today={today} {...form.getInputProps('endsOn')} />
      </Group>
      <Group grow align="start">
        <NumberInput label="Places" min={1} max={1000} allowDecimal={false} {...form.getInputProps('places')} />
        <Select label="Growth sector" placeholder="None" clearable data={choices(growthSector)} {...form.getInputProps('growthSector')} />
      </Group>
      {course && <NumberInput label="How many completed it" min={0} max={1000} allowDecimal={false} {...form.getInputProps('completed')} value={form.values.completed ?? ''} />}
      <ChosenList label="Employers that helped design it" chosen={employers} onRemove={(gone) => setEmployers(employers.filter(({ id }) => id !== gone))} />
      <EmployerPicker key={`employer ${employers.length}`} label="Add an employer that helped design it" optional value={null} onChange={(employer) => {
        if (employer && !employers.some(({ id }) => id === employer.id)) setEmployers([...employers, employer]);
      }} />
      <ChosenList label="Opportunities that it leads to" chosen={opportunities} onRemove={(gone) => setOpportunities(opportunities.filter(({ id }) => id !== gone))} />
      <OpportunityPicker key={`opportunity ${opportunities.length}`} onChoose={(opportunity) => {
        if (!opportunities.some(({ id }) => id === opportunity.id)) setOpportunities([...opportunities, opportunity]);
      }} />
    </FormDialog>
  );
}

/** Chooses an opportunity by the employer that offers it. */
function OpportunityPicker({ onChoose }: { onChoose: (opportunity: { id: string; name: string }) => void }) {
  const [employer, setEmployer] = useState<ChosenEmployer | null>(null);
  const [{ data }] = useRead({ query: OpportunitiesToLinkDocument, variables: { filter: { employerId: employer?.id ?? null } }, pause: employer === null });
  const found = employer ? (data?.opportunities.nodes ?? []) : [];
  return (
    <>
      <EmployerPicker label="Add what it leads to: an employer that offers placements" optional value={employer} onChange={setEmployer} />
      {employer && data && (
        <Select label={`Opportunity of ${employer.name}`} placeholder={found.length > 0 ? 'Choose' : 'It offers none'} data={found.map(({ id, role, places }) => ({ value: id, label: `${role}, ${places} places` }))} value={null}
          onChange={(chosen) => {
            const one = found.find(({ id }) => id === chosen);
            if (one) onChoose({ id: one.id, name: nameOf(one) });
          }} />
      )}
    </>
  );
}
