import { Select, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AskForIntroductionDocument, type RoleFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { type Held, HoldWarning } from '../../parts/HoldWarning';
import { showProblems } from '../../parts/ProblemSummary';
import { addDays, onWeekday } from '../../words/date';
import { personFunction } from '../../words/label';

/** Asks the organisation that leads an employer for an introduction. People whose names are hidden are told by what they do. */
export function AskForm({ employerId, hold, lead, people, today, onDone }: {
  employerId: string;
  hold: Held | null;
  /** Who leads the employer. */
  lead: string;
  people: RoleFactsFragment[];
  today: string;
  onDone: () => void;
}) {
  const [ask, busy] = useChange(AskForIntroductionDocument);
  const form = useForm<{ personId: string | null; about: string; dueOn: string | null }>({
    initialValues: { personId: null, about: '', dueOn: onWeekday(addDays(today, 14)) },
    validate: { about: (value) => (value.trim() ? null : 'Say what it is about'), dueOn: (value) => (value ? null : 'Enter a day') },
  });
  const save = form.onSubmit(async ({ about, dueOn, personId }) => {
    const { data, error } = await ask({ input: { employerId, personId, about: about.trim(), dueOn: dueOn ?? today } });
    const problems = problemsOf(error, data?.askForIntroduction.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const choices = new Map(people.filter(({ until }) => !until).map(({ person, jobTitle, function: what }) => [person.id, [person.name, jobTitle ?? personFunction[what]].filter(Boolean).join(', ')]));

  return (
    <FormDialog title="Ask for an introduction" form={form} submit={save} busy={busy} action="Send request" onClose={onDone}>
      <HoldWarning hold={hold} />
      <Text size="sm">This goes to {lead}. When they introduce you, you see the person’s details.</Text>
      <Select label="To whom" placeholder="Whoever they think right" clearable data={[...choices].map(([value, label]) => ({ value, label }))} {...form.getInputProps('personId')} />
      <Textarea label="What it is about" autosize minRows={3} maxRows={10} data-autofocus {...form.getInputProps('about')} />
      <DayInput label="Needed by" today={today} minDate={today} {...form.getInputProps('dueOn')} />
    </FormDialog>
  );
}
