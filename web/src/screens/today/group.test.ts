import { expect, test } from 'vitest';
import { groupTasks } from './group';

const on = (dueOn: string) => ({ dueOn });

test('tasks stand under the day that matters', () =>
  expect(groupTasks([on('2026-11-20'), on('2026-11-23'), on('2026-11-30'), on('2026-12-01')], '2026-11-23')).toEqual([
    { title: 'Overdue', tasks: [on('2026-11-20')] },
    { title: 'Today', tasks: [on('2026-11-23')] },
    { title: 'In the next 7 days', tasks: [on('2026-11-30')] },
    { title: 'Later', tasks: [on('2026-12-01')] },
  ]));

test('a group with nothing in it is not shown', () => expect(groupTasks([on('2026-11-23')], '2026-11-23').map(({ title }) => title)).toEqual(['Today']));
