import { Alert, Anchor, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ImportOutcome } from '../../gql/graphql';
import { Empty } from '../../parts/Empty';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { number, sentence } from '../../words/count';
import { importOutcome } from '../../words/label';

interface Counts {
  rejected: number;
  created: number;
  updated: number;
  unchanged: number;
  rejectedUrl: string | null;
}

/** The rows of a return: those that came to the same, and where the rejected ones are downloaded. */
export function ReturnRows({ of, title, page }: { of: Counts; title: string; page: (outcome: ImportOutcome, place: PagePlace) => ReactNode }) {
  const kinds: [ImportOutcome, number][] = [['REJECTED', of.rejected], ['CREATED', of.created], ['UPDATED', of.updated], ['UNCHANGED', of.unchanged]];
  const [outcome, setOutcome] = useState<ImportOutcome>(kinds.find(([, n]) => n > 0)?.[0] ?? 'CREATED');
  return (
    <Stack gap="xs" align="stretch" component="section" aria-label="Rows">
      <Title order={2}>{title}</Title>
      <Group gap="sm">
        <Select aria-label="Which rows" size="xs" w={200} allowDeselect={false} value={outcome} onChange={(value) => value && setOutcome(value)}
          data={kinds.map(([value, n]) => ({ value, label: `${importOutcome[value]} ${number(n)}` }))} />
        {of.rejectedUrl && <Anchor href={of.rejectedUrl} size="sm" underline="always">Download the rejected rows</Anchor>}
      </Group>
      <Pages key={outcome} page={(place) => page(outcome, place)} />
    </Stack>
  );
}

/** A page of rows, each with what is wrong with it or what it changes. */
export function RowTable({ rows, outcome }: { rows: { line: number; cells: string[]; reason: string; about?: ReactNode }[]; outcome: ImportOutcome }) {
  if (rows.length === 0) return <Empty title="There is no such row" />;
  const says = outcome === 'REJECTED' ? 'Reason' : rows.some(({ reason }) => reason) && 'What changes';
  return (
    <Table verticalSpacing="xs" className={table.table} aria-label="Rows">
      <Table.Thead><Table.Tr><Table.Th ta="right" w={60}>Line</Table.Th><Table.Th>Row</Table.Th>{says && <Table.Th>{says}</Table.Th>}</Table.Tr></Table.Thead>
      <Table.Tbody>
        {rows.map(({ line, cells, reason, about }) => (
          <Table.Tr key={line}>
            <Table.Td ta="right">{number(line)}</Table.Td>
            <Table.Td>{about}{cells.filter(Boolean).join(' · ')}</Table.Td>
            {says && <Table.Td>{sentence(reason)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Says what came of a step that did not work. */
export function ReturnProblem({ says }: { says: string | undefined }) {
  return says && <Alert role="alert" color="red.9" variant="outline" title="That did not work"><Text size="sm">{sentence(says)}</Text></Alert>;
}
