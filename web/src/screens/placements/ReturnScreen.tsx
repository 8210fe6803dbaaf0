import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { DiscardPlacementReturnDocument, type ImportOutcome, PlacementReturnDocument, type PlacementReturnFactsFragment, PlacementReturnRowsDocument, TakeInPlacementReturnDocument } from '../../gql/graphql';
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

/** One return of placements: what becomes of its rows, and taking it in. */
export default function ReturnScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: PlacementReturnDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!data.placementReturn) return <Missing what="return" />;
  return <Loaded key={data.placementReturn.takenAt} of={data.placementReturn} again={again} />;
}

function Loaded({ of, again }: { of: PlacementReturnFactsFragment; again: () => void }) {
  const { fileName, takenAt, sentAt, sentBy } = of;
  return (
    <Screen title={fileName} note={[takenAt ? `Taken in ${longMoment(takenAt)}` : 'Tried out', `sent ${longMoment(sentAt)}${sentBy ? ` by ${sentBy.name}` : ''}`].join(' · ')}
      actions={<Button size="xs" variant="default" component={Link} to="/placements/returns">All returns</Button>}>
      {!takenAt && <Steps of={of} again={again} />}
      <ReturnRows of={of} title={takenAt ? 'What became of the rows' : 'What would become of the rows'} page={(outcome, place) => <Rows of={of} outcome={outcome} {...place} />} />
    </Screen>
  );
}

function Steps({ of: { id, kind, created, updated, unchanged, rejected }, again }: { of: PlacementReturnFactsFragment; again: () => void }) {
  const [takeIn, taking] = useChange(TakeInPlacementReturnDocument);
  const [discard, discarding] = useChange(DiscardPlacementReturnDocument);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();
  const input = { input: { placementReturnId: id } };
  const done = (problems: { message: string }[], then: () => void) => {
    setProblem(problems[0]?.message);
    if (problems.length === 0) then();
  };
  const would = kind === 'STEPS' ? `propose ${counted(created, 'participant')} and take ${counted(updated, 'step')}` : `count ${counted(created, 'day')} and change ${number(updated)}`;
  return (
    <Stack gap="xs" align="start">
      <ReturnProblem says={problem} />
      <Text size="sm">It would {would}; {number(unchanged)} are as they were, and {number(rejected)} cannot be taken in.{kind === 'STEPS' && ' A step is never changed afterwards.'}</Text>
      <Group gap="xs">
        {created + updated > 0 && <Button size="xs" loading={taking} onClick={() => void takeIn(input).then(({ data, error }) => done(problemsOf(error, data?.takeInPlacementReturn.userErrors), again))}>Take it in</Button>}
        <Button size="xs" variant="default" loading={discarding} onClick={() => void discard(input).then(({ data, error }) => done(problemsOf(error, data?.discardPlacementReturn.userErrors), () => void navigate('/placements/returns')))}>Drop it</Button>
      </Group>
    </Stack>
  );
}

function Rows({ of, outcome, after, more }: PagePlace & { of: PlacementReturnFactsFragment; outcome: ImportOutcome }) {
  const [{ data, error }, again] = useRead({ query: PlacementReturnRowsDocument, variables: { id: of.id, outcome, after }, requestPolicy: 'cache-and-network' });
  const rows = data?.placementReturn?.rows;
  if (!rows) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  return (
    <>
      <RowTable outcome={outcome} rows={rows.nodes.map(({ participant, cells, ...row }) => ({
        ...row,
        cells: participant ? cells.filter((cell) => cell.toLowerCase() !== participant.reference.toLowerCase()) : cells,
        about: participant && <><Anchor component={Link} to={`/placements/participants/${participant.id}`} size="sm" underline="always">{participant.reference}</Anchor> · </>,
      }))} />
      {more(rows.pageInfo)}
    </>
  );
}
