import { addDays } from '../../words/date';

/** Open tasks in the order in which a day is worked through; empty groups are left out. */
export function groupTasks<Task extends { dueOn: string }>(tasks: Task[], today: string): { title: string; tasks: Task[] }[] {
  const week = addDays(today, 7);
  return [
    { title: 'Overdue', tasks: tasks.filter(({ dueOn }) => dueOn < today) },
    { title: 'Today', tasks: tasks.filter(({ dueOn }) => dueOn === today) },
    { title: 'In the next 7 days', tasks: tasks.filter(({ dueOn }) => dueOn > today && dueOn <= week) },
    { title: 'Later', tasks: tasks.filter(({ dueOn }) => dueOn > week) },
  ].filter((group) => group.tasks.length > 0);
}
