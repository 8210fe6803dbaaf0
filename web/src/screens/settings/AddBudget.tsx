import { Button, Group, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { SetContactBudgetDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';

/** Sets the contact budget from a day on. */
export default function AddBudget({ today, onDone }: { today: string; onDone: () => void }) {
  const [set, busy] = useChange(SetContactBudgetDocument);
  const form = useForm<{ from: string | null; campaigns: number | string; days: number | string }>({
    initialValues: { from: null, campaigns: 2, days: 90 },
    validate: {
      from: (value) => (value ? null : 'Enter the first day'),
      campaigns: (value) => (Number(value) >= 1 ? null : 'Enter how many campaigns'),
      days: (value) => (Number(value) >= 1 ? null : 'Enter how many days'),
    },
  });
  const save = form.onSubmit(async ({ from, campaigns, days }) => {
    const { data, error } = await set({ input: { from: from ?? '', campaigns: Number(campaigns), days: Number(days) } });
    const problems = problemsOf(error, data?.setContactBudget.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    form.reset();
    onDone();
  });
  return (
    <form onSubmit={save} noValidate aria-label="Set the contact budget">
      <ProblemSummary form={form} />
      <Group align="end" gap="sm">
        <DayInput label="From" today={today} minDate={today} w={200} {...form.getInputProps('from')} />
        <NumberInput label="Campaigns" w={110} min={1} max={20} allowDecimal={false} clampBehavior="none" {...form.getInputProps('campaigns')} />
        <NumberInput label="Within days" w={110} min={1} max={730} allowDecimal={false} clampBehavior="none" {...form.getInputProps('days')} />
        <Button type="submit" variant="default" loading={busy}>Set budget</Button>
      </Group>
    </form>
  );
}
