import { Card, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { number } from '../../words/count';
import { longDay } from '../../words/date';
import classes from './SubmittedChart.module.css';

const height = 120;

/** Answers by the day on which they came, as bars for the eye and as a table for everybody else. */
export function SubmittedChart({ days }: { days: { day: string; n: number }[] }) {
  if (days.length === 0) return null;
  const most = Math.max(...days.map(({ n }) => n));
  return (
    <Card withBorder p="md" component="section" aria-label="Submitted each day">
      <Title order={2} size="h3" mb="sm">Submitted each day</Title>
      <div className={classes.bars} aria-hidden>
        {days.map(({ day, n }) => (
          <div key={day} className={classes.bar} title={`${longDay(day)}: ${number(n)}`}>
            <Text size="xs">{number(n)}</Text>
            <svg width="100%" height={Math.max(2, (n / most) * height)}><rect width="100%" height="100%" fill="var(--mantine-color-teal-8)" /></svg>
            <Text size="xs" c="dimmed" ta="center">{longDay(day).replace(/ \d{4}$/, '')}</Text>
          </div>
        ))}
      </div>
      <VisuallyHidden>
        <Table>
          <caption>Answers by day</caption>
          <Table.Thead><Table.Tr><Table.Th>Day</Table.Th><Table.Th>Answers</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{days.map(({ day, n }) => <Table.Tr key={day}><Table.Td>{longDay(day)}</Table.Td><Table.Td>{n}</Table.Td></Table.Tr>)}</Table.Tbody>
        </Table>
      </VisuallyHidden>
    </Card>
  );
}
