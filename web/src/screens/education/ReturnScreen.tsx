import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { DiscardEncounterReturnDocument, EncounterReturnDocument, EncounterReturnRowsDocument, type ImportOutcome, type ReturnFactsFragment, TakeInEncounterReturnDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import type { PagePlace } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { counted, number } from '../../words/count';
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

function Loaded({ of, again }: { of: ReturnFactsFragment; again: () => void }) {
  return (
    <Screen title={of.fileName} note={[returnState[of.state], `sent ${longMoment(of.sentAt)}${of.sentBy ? ` by ${of.sentBy.name}` : ''}`, of.takenAt && `taken in ${longMoment(of.takenAt)}`].filter(Boolean).join(' · ')}
      actions={<Button size="xs" variant="default" component={Link} to="/education/returns">All returns</Button>}>
      <Steps of={of} again={again} />
      <ReturnRows of={of} title={of.state === 'PREVIEWED' ? 'What would become of the rows' : 'What became of the rows'} page={(outcome, place) => <Rows of={of} outcome={outcome} {...place} />} />
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
