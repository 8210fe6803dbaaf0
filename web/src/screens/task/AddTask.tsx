import { Group, Radio, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { CreateTaskDocument, type TaskWork, TodayDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useMay, useViewer } from '../../shell/viewer';
import { addDays, onWeekday } from '../../words/date';
import { choices } from '../../words/label';
import { TaskFields } from './TaskFields';

const workWords: Record<TaskWork, string> = { ENGAGEMENT: 'Engagement with employers', PLACEMENTS: 'Placements' };

/** Adds a task that follows from no interaction. */
export default function AddTask({ employer, onDone }: { employer: ChosenEmployer | undefined; onDone: () => void }) {
  const { user } = useViewer();
  const may = useMay();
  const doesBoth = may('WRITE_ENGAGEMENT') && may('WRITE_PLACEMENTS');
  const today = useRead({ query: TodayDocument })[0].data?.today ?? '';
  const [add, busy] = useChange(CreateTaskDocument);
  const form = useForm<{ title: string; work: TaskWork | null; dueOn: string | null; assigneeId: string | null; employerId: ChosenEmployer | null }>({
    initialValues: { title: '', work: doesBoth ? 'ENGAGEMENT' : null, dueOn: null, assigneeId: user?.id ?? null, employerId: employer ?? null },
    validate: { title: (value) => (value.trim() ? null : 'Say what is to be done') },
  });
  const inAWeek = today && onWeekday(addDays(today, 7));
  const save = form.onSubmit(async ({ title, work, dueOn, assigneeId, employerId }) => {
    const { data, error } = await add({ input: { title: title.trim(), work, dueOn: dueOn ?? inAWeek, assigneeId: assigneeId ?? undefined, employerId: employerId?.id } });
    const problems = problemsOf(error, data?.createTask.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    notifications.show({ message: `Task added${employerId ? ` for ${employerId.name}` : ''}.` });
    onDone();
  });

  return (
    <FormDialog title="Add task" form={form} submit={save} busy={busy} action="Add task" onClose={onDone}>
      <TextInput label="What is to be done" data-autofocus {...form.getInputProps('title')} />
      <EmployerPicker optional label="About which employer" {...form.getInputProps('employerId')} value={form.values.employerId} />
      {doesBoth && (
        <Radio.Group label="Whose work it is" {...form.getInputProps('work')}>
          <Group mt={4}>{choices(workWords).map(({ value, label }) => <Radio key={value} value={value} label={label} />)}</Group>
        </Radio.Group>
      )}
      <TaskFields dueOn={{ ...form.getInputProps('dueOn'), value: form.values.dueOn ?? inAWeek }} assignee={{ ...form.getInputProps('assigneeId'), value: form.values.assigneeId, now: user }} />
    </FormDialog>
  );
}
