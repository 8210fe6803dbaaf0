import { Alert, Anchor, Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { DiscardEncounterReturnDocument, EncounterReturnDocument, EncounterReturnRowsDocument, type ImportOutcome, type ReturnFactsFragment, TakeInEncounterReturnDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { counted, number, sentence } from '../../words/count';
import { longMoment } from '../../words/date';
import { importOutcome } from '../../words/label';
import { returnState } from './words';

/** One return of school encounters: what becomes of its rows, and taking it in. */
export default function ReturnScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: EncounterReturnDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!data.encounterReturn) return <Missing what="return" />;
  return <Loaded key={data.encounterReturn.state} of={data.encounterReturn} again={again} />;
}

function Loaded({ of, again }: { of: ReturnFactsFragment; again: () => void }) {
  const kinds: [ImportOutcome, number][] = [['REJECTED', of.rejected], ['CREATED', of.created], ['UPDATED', of.updated], ['UNCHANGED', of.unchanged]];
  const [outcome, setOutcome] = useState<ImportOutcome>(kinds.find(([, n]) => n > 0)?.[0] ?? 'CREATED');
  return (
    <Screen title={of.fileName} note={[returnState[of.state], `sent ${longMoment(of.sentAt)}${of.sentBy ? ` by ${of.sentBy.name}` : ''}`, of.takenAt && `taken in ${longMoment(of.takenAt)}`].filter(Boolean).join(' · ')}
      actions={<Button size="xs" variant="default" component={Link} to="/education/returns">All returns</Button>}>
      <Steps of={of} again={again} />
      <Stack gap="xs" align="stretch" component="section" aria-label="Rows">
        <Title order={2}>{of.state === 'PREVIEWED' ? 'What would become of the rows' : 'What became of the rows'}</Title>
        <Group gap="sm">
          <Select aria-label="Which rows" size="xs" w={200} allowDeselect={false} value={outcome} onChange={(value) => value && setOutcome(value)}
            data={kinds.map(([value, n]) => ({ value, label: `${importOutcome[value]} ${number(n)}` }))} />
          {of.rejectedUrl && <Anchor href={of.rejectedUrl} size="sm" underline="always">Download the rejected rows</Anchor>}
        </Group>
        <Pages key={outcome} page={(place) => <Rows of={of} outcome={outcome} {...place} />} />
      </Stack>
    </Screen>
  );
}

function Steps({ of, again }: { of: ReturnFactsFragment; again: () => void }) {
  const [takeIn, taking] = useChange(TakeInEncounterReturnDocument);
  const [discard, discarding] = useChange(DiscardEncounterReturnDocument);
  const [problem, setProblem] = useState<string>();
  if (of.state !== 'PREVIEWED') return null;
  const input = { input: { encounterReturnId: of.id } };
  const done = (problems: { message: string }[]) => {
    setProblem(problems[0]?.message);
    if (problems.length === 0) again();
  };
  return (
    <Stack gap="xs" align="start">
      {problem && <Alert role="alert" color="red.9" variant="outline" title="That did not work"><Text size="sm">{sentence(problem)}</Text></Alert>}
      <Text size="sm">It would add {counted(of.created, 'school encounter')} and change {number(of.updated)}; {number(of.unchanged)} are as they were, and {number(of.rejected)} cannot be taken in.</Text>
      <Group gap="xs">
        {of.created + of.updated > 0 && <Button size="xs" loading={taking} onClick={() => void takeIn(input).then(({ data, error }) => done(problemsOf(error, data?.takeInEncounterReturn.userErrors)))}>Take it in</Button>}
        <Button size="xs" variant="default" loading={discarding} onClick={() => void discard(input).then(({ data, error }) => done(problemsOf(error, data?.discardEncounterReturn.userErrors)))}>Drop it</Button>
      </Group>
    </Stack>
  );
}

function Rows({ of, outcome, after, more }: PagePlace & { of: ReturnFactsFragment; outcome: ImportOutcome }) {
  const [{ data, error }, again] = useRead({ query: EncounterReturnRowsDocument, variables: { id: of.id, outcome, after }, requestPolicy: 'cache-and-network' });
  const rows = data?.encounterReturn?.rows;
  if (!rows) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (rows.nodes.length === 0) return <Empty title="There is no such row" />;
  return (
    <>
      <Table verticalSpacing="xs" className={table.table} aria-label="Rows">
        <Table.Thead><Table.Tr><Table.Th ta="right" w={60}>Line</Table.Th><Table.Th>Row</Table.Th>{outcome !== 'CREATED' && outcome !== 'UNCHANGED' && <Table.Th>{outcome === 'REJECTED' ? 'Reason' : 'What changes'}</Table.Th>}</Table.Tr></Table.Thead>
        <Table.Tbody>
          {rows.nodes.map(({ line, cells, reason }) => (
            <Table.Tr key={line}>
              <Table.Td ta="right">{number(line)}</Table.Td>
              <Table.Td>{cells.filter(Boolean).join(' · ')}</Table.Td>
              {outcome !== 'CREATED' && outcome !== 'UNCHANGED' && <Table.Td>{sentence(reason)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(rows.pageInfo)}
    </>
  );
}
