import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { DiscardEncounterReturnDocument, EncounterReturnDocument, EncounterReturnRowsDocument, type ImportOutcome, type ReturnFactsFragment, type ReturnUndoFactsFragment, TakeInEncounterReturnDocument, UndoEncounterReturnDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import type { PagePlace } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { counted, number, sentence } from '../../words/count';
import { longMoment } from '../../words/date';
import { ReturnProblem, ReturnRows, RowTable } from '../import/ReturnRows';
import { returnState } from './words';

/** One return of school encounters: what becomes of its rows, and taking it in. */
export default function ReturnScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: EncounterReturnDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!data.encounterReturn) return <Missing what="return" />;
  return <Loaded key={data.encounterReturn.state} of={data.encounterReturn} again={again} />;
}

function Loaded({ of, again }: { of: ReturnFactsFragment & ReturnUndoFactsFragment; again: () => void }) {
  return (
    <Screen title={of.fileName} note={[returnState[of.state], `sent ${longMoment(of.sentAt)}${of.sentBy ? ` by ${of.sentBy.name}` : ''}`, of.takenAt && `taken in ${longMoment(of.takenAt)}`, of.undoneAt && `undone ${longMoment(of.undoneAt)}`].filter(Boolean).join(' · ')}
      actions={<Button size="xs" variant="default" component={Link} to="/education/returns">All returns</Button>}>
      <Steps of={of} again={again} />
      {of.undo && of.state === 'TAKEN_IN' && <Undo id={of.id} undo={of.undo} again={again} />}
      {of.undo && of.state === 'UNDONE' && <Stack gap="xs" mb="md" role="status"><Text size="sm">{went(of.undo)}.</Text><Kept undo={of.undo} /></Stack>}
      <ReturnRows of={of} title={of.state === 'PREVIEWED' ? 'What would become of the rows' : 'What became of the rows'} page={(outcome, place) => <Rows of={of} outcome={outcome} {...place} />} />
    </Screen>
  );
}

type UndoFacts = NonNullable<ReturnUndoFactsFragment['undo']>;

const went = ({ removed, restored }: UndoFacts) => `${counted(removed, 'school encounter')} that it made taken away, ${number(restored)} that it changed set back`;

/** Asks whether a return is undone, with what would go and what would stay. */
function Undo({ id, undo, again }: { id: string; undo: UndoFacts; again: () => void }) {
  const [change, busy] = useChange(UndoEncounterReturnDocument);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async () => {
    const { data, error } = await change({ input: { encounterReturnId: id } });
    const [found] = problemsOf(error, data?.undoEncounterReturn.userErrors);
    setProblem(found?.message);
    if (!found) again();
  };
  return (
    <Group gap="xs" mb="md">
      <Button size="xs" variant="default" onClick={() => {
        again(); // what was changed meanwhile stays
        setAsking(true);
      }}>Undo this return</Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Undo this return" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="sm">
          <ReturnProblem says={problem} />
          <Text size="sm">{went(undo)}, all at once. The history keeps them.</Text>
          <Kept undo={undo} />
          <Group gap="xs"><Button loading={busy} onClick={() => void send()}>Undo it</Button><Button variant="default" onClick={() => setAsking(false)}>Cancel</Button></Group>
        </Stack>
      </Modal>
    </Group>
  );
}

function Kept({ undo: { kept } }: { undo: UndoFacts }) {
  if (kept.length === 0) return null;
  return (
    <>
      <Text size="sm">{counted(kept.length, 'row')} {kept.length === 1 ? 'stays' : 'stay'}:</Text>
      <List size="sm" aria-label="What stays">{kept.map(({ line, reason }) => <List.Item key={line}>Line {number(line)}: {sentence(reason)}</List.Item>)}</List>
    </>
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
      <ReturnProblem says={problem} />
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
  return (
    <>
      <RowTable rows={rows.nodes} outcome={outcome} />
      {more(rows.pageInfo)}
    </>
  );
}
