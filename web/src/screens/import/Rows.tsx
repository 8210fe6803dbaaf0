import { Anchor, Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { DecideImportRowDocument, type ImportDecision, type ImportFactsFragment, ImportKeptDocument, type ImportOutcome, ImportRowsDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { number, sentence } from '../../words/count';
import { choices, importDecision, importOutcome } from '../../words/label';
import classes from './ImportsScreen.module.css';

/** What became of the rows of a spreadsheet, or would become of them, with the reason of each. */
export function Rows({ counts }: { counts: ImportFactsFragment }) {
  const { id, created, updated, unchanged, rejected, possibleDuplicates, state } = counts;
  const numbers: Record<ImportOutcome, number> = { POSSIBLE_DUPLICATE: possibleDuplicates, REJECTED: rejected, CREATED: created, UPDATED: updated, UNCHANGED: unchanged };
  const kinds = Object.entries(numbers) as [ImportOutcome, number][];
  const [outcome, setOutcome] = useState<ImportOutcome>(kinds.find(([, n]) => n > 0)?.[0] ?? 'CREATED');
  const [decided, setDecided] = useState(0);
  const [decide, busy] = useChange(DecideImportRowDocument);
  const deciding = state === 'PREVIEWED' && outcome === 'POSSIBLE_DUPLICATE' && possibleDuplicates > 0;
  const decideAll = async (decision: ImportDecision) => {
    await decide({ input: { importId: id, decision } });
    setDecided(decided + 1);
  };
  return (
    <Stack gap="xs" align="stretch" component="section" aria-label="Rows">
      <Title order={2}>{state === 'PREVIEWED' ? 'What would become of the rows' : 'What became of the rows'}</Title>
      <Select aria-label="Which rows" size="xs" w={240} allowDeselect={false} value={outcome} onChange={(value) => value && setOutcome(value)}
        data={kinds.map(([value, n]) => ({ value, label: `${importOutcome[value]} ${number(n)}` }))} />
      {deciding && (
        <Group gap="xs">
          <Text size="sm">Those that nobody decides about are left out. All the rest:</Text>
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void decideAll('UPDATE')}>They are the same</Button>
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void decideAll('CREATE')}>They are others</Button>
        </Group>
      )}
      <Pages key={`${outcome} ${decided}`} page={(place) => <RowsPage id={id} outcome={outcome} deciding={deciding} {...place} />} />
    </Stack>
  );
}

function RowsPage({ id, outcome, deciding, after, more }: PagePlace & { id: string; outcome: ImportOutcome; deciding: boolean }) {
  const [{ data, error }, again] = useRead({ query: ImportRowsDocument, variables: { id, outcome, after }, requestPolicy: 'cache-and-network' });
  const rows = data?.import?.rows;
  if (!rows) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (rows.nodes.length === 0) return <Empty title="There is no such row" />;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead><Table.Tr><Table.Th ta="right" w={70}>Line</Table.Th><Table.Th>Row</Table.Th><Table.Th>Reason</Table.Th>{deciding && <Table.Th w={170}>Decision</Table.Th>}</Table.Tr></Table.Thead>
        <Table.Tbody>
          {rows.nodes.map(({ line, row, reason, employer, decision }) => (
            <Table.Tr key={line}>
              <Table.Td ta="right">{number(line)}</Table.Td>
              <Table.Td>{employer && outcome !== 'POSSIBLE_DUPLICATE' ? <Anchor component={Link} to={`/employers/${employer.id}`} size="sm">{row}</Anchor> : row}</Table.Td>
              <Table.Td>
                {sentence(reason)}
                {employer && outcome === 'POSSIBLE_DUPLICATE' && <> <Anchor component={Link} to={`/employers/${employer.id}`} size="sm" target="_blank">Look at {employer.name}</Anchor></>}
              </Table.Td>
              {deciding && <Table.Td><Decision id={id} line={line} row={row} decision={decision ?? 'LEAVE_OUT'} /></Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(rows.pageInfo)}
    </>
  );
}

function Decision({ id, line, row, decision }: { id: string; line: number; row: string; decision: ImportDecision }) {
  const [now, setNow] = useState(decision);
  const [problem, setProblem] = useState<string>();
  const [decide, busy] = useChange(DecideImportRowDocument);
  const choose = async (to: ImportDecision) => {
    const { data, error } = await decide({ input: { importId: id, line, decision: to } });
    const [found] = problemsOf(error, data?.decideImportRow.userErrors);
    setProblem(found?.message);
    if (!found) setNow(to);
  };
  return <Select aria-label={`Decision about ${row}`} size="xs" allowDeselect={false} disabled={busy} error={problem} data={choices(importDecision)} value={now} onChange={(value) => value && void choose(value)} />;
}

/** The employers that undoing left as they are, or in part. */
export function Kept({ id }: { id: string }) {
  return (
    <Stack gap="xs" component="section" aria-label="Kept">
      <Title order={2}>What was kept</Title>
      <Pages page={(place) => <KeptPage id={id} {...place} />} />
    </Stack>
  );
}

function KeptPage({ id, after, more }: PagePlace & { id: string }) {
  const [{ data, error }, again] = useRead({ query: ImportKeptDocument, variables: { id, after }, requestPolicy: 'cache-and-network' });
  const kept = data?.import?.keptEmployers;
  if (!kept) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Why it was kept, or what of it</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {kept.nodes.map(({ employer, reason }) => (
            <Table.Tr key={employer.id}><Table.Td><Anchor component={Link} to={`/employers/${employer.id}`} size="sm">{employer.name}</Anchor></Table.Td><Table.Td>{sentence(reason)}</Table.Td></Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(kept.pageInfo)}
    </>
  );
}
