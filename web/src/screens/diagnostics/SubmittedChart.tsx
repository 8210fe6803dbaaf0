import { Card, Table, Title, VisuallyHidden } from '@mantine/core';
import { Bars } from '../../parts/Bars';
import { number } from '../../words/count';
import { longDay } from '../../words/date';

/** Answers by the day on which they came, as bars for the eye and as a table for everybody else. */
export function SubmittedChart({ days }: { days: { day: string; n: number }[] }) {
  if (days.length === 0) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Submitted each day">
      <Title order={2} size="h3" mb="sm">Submitted each day</Title>
      <Bars bars={days.map(({ day, n }) => ({ key: day, n, words: number(n), label: longDay(day).replace(/ \d{4}$/, ''), title: `${longDay(day)}: ${number(n)}` }))} />
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
