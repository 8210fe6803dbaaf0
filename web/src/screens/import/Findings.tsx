import { SegmentedControl, Stack, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { type FindingSeverity, type ImportFactsFragment, ImportFindingsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { number, sentence } from '../../words/count';
import classes from './ImportsScreen.module.css';

/** Rows with something to know, by line. */
export function Findings({ id, counts: { state, rejected, warnings } }: { id: string; counts: ImportFactsFragment }) {
  const [severity, setSeverity] = useState<FindingSeverity>('REJECTED');
  if (state !== 'FINISHED' && rejected === 0 && warnings === 0) return null;
  return (
    <Stack gap="xs" align="stretch" component="section" aria-label="Rows with something to know">
      <Title order={2}>Rows with something to know</Title>
      <SegmentedControl size="xs" w="fit-content" aria-label="Which rows" value={severity} onChange={(value) => setSeverity(value)}
        data={[{ value: 'REJECTED', label: `Rejected ${number(rejected)}` }, { value: 'WARNING', label: `Taken in with something left out ${number(warnings)}` }]} />
      <Pages key={severity} page={(place) => <FindingsPage id={id} severity={severity} {...place} />} />
    </Stack>
  );
}

function FindingsPage({ id, severity, after, more }: PagePlace & { id: string; severity: FindingSeverity }) {
  const [{ data, error }, again] = useRead({ query: ImportFindingsDocument, variables: { id, severity, after }, requestPolicy: 'cache-and-network' });
  const findings = data?.import?.findings;
  if (!findings) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (findings.nodes.length === 0) return <Empty title={severity === 'REJECTED' ? 'No row was rejected' : 'Nothing was left out of any row'} />;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead><Table.Tr><Table.Th ta="right" w={90}>Line</Table.Th><Table.Th>Row</Table.Th><Table.Th>Reason</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {findings.nodes.map(({ line, row, reason }, index) => (
            <Table.Tr key={`${line} ${index}`}><Table.Td ta="right">{number(line)}</Table.Td><Table.Td>{row}</Table.Td><Table.Td>{sentence(reason)}</Table.Td></Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(findings.pageInfo)}
    </>
  );
}
