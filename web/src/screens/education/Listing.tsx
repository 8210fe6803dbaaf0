import { Anchor, Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import table from '../../parts/Table.module.css';
import { useSetParam } from '../../parts/useChoice';
import { listCount } from '../../words/count';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A period that stands in the address, and the two fields that choose it. */
export function usePeriod(today: string): { from: string | null; until: string | null; fields: ReactNode } {
  const [params] = useSearchParams();
  const set = useSetParam();
  const read = (name: string) => {
    const value = params.get(name);
    return value !== null && day.test(value) ? value : null;
  };
  const [from, until] = [read('from'), read('until')];
  return {
    from,
    until,
    fields: (
      <>
        <DayInput label="From" size="xs" w={170} placeholder="Any day" clearable today={today} value={from} onChange={(value) => set('from', value)} />
        <DayInput label="Until" size="xs" w={170} placeholder="Any day" clearable today={today} value={until} onChange={(value) => set('until', value)} />
      </>
    ),
  };
}

export interface Row {
  id: string;
  employer: { id: string; name: string };
  about: ReactNode;
  cells: ReactNode[];
}

/** A page of records of employers: each leads to the employer, with what it is about below and its other cells beside. */
export function Listing({ label, columns, rows, total, first, children }: { label: string; columns: string[]; rows: Row[]; total: number; first: boolean; children: ReactNode }) {
  if (rows.length === 0 && first) return <Empty title="Nothing is here">Nothing is recorded yet, or nothing that fits the filters. A record is added on an employer’s own screen, under Education.</Empty>;
  return (
    <>
      {first && <Text size="sm" c="dimmed" role="status">{listCount(total)} found</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label={label}>
        <Table.Thead>
          <Table.Tr><Table.Th>Employer</Table.Th>{columns.map((column, index) => <Table.Th key={column} className={index > 0 ? table.wide : undefined}>{column}</Table.Th>)}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ id, employer, about, cells }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor component={Link} underline="always" to={`/employers/${employer.id}/education`} size="sm" fw={600}>{employer.name}</Anchor>
                <Text size="sm" c="dimmed">{about}</Text>
              </Table.Td>
              {cells.map((cell, index) => <Table.Td key={columns[index]} className={index > 0 ? table.wide : undefined}>{cell}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {children}
    </>
  );
}

export function Filters({ children }: { children: ReactNode }) {
  return <Group gap="sm" mb="sm" align="end" role="search">{children}</Group>;
}
