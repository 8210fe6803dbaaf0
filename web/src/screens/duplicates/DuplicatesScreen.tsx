import { Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { DuplicateCountDocument, type DuplicateFilter, type DuplicateOrder, DuplicatesDocument, type DuplicatesQuery, type DuplicateState } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { listCount } from '../../words/count';
import { longMomentDay } from '../../words/date';
import { choices } from '../../words/label';
import { useChoice } from '../../parts/useChoice';
import { Comparison } from './Comparison';
import { likely } from './likely';
import { Reasons } from './Reasons';

const RejectForm = lazy(() => import('./RejectForm'));

const title = 'Duplicates';
const withPairs = changesWith('DuplicatePair');
const duplicateState: Record<DuplicateState, string> = { OPEN: 'To be decided', REJECTED: 'Not the same', MERGED: 'Merged' };
const atLeast: Record<'90' | '75', string> = { 90: '90% likely or more', 75: '75% likely or more' };
const orders: Record<DuplicateOrder, string> = { SCORE_DESC: 'Likeliest first', FOUND_DESC: 'Latest first' };

/** Records that may be of one employer, pair by pair: merged, or told apart for good. */
export default function DuplicatesScreen() {
  const may = useMay();
  const [state, setState] = useChoice<DuplicateState>('state', duplicateState);
  const [least, setLeast] = useChoice<'90' | '75'>('likely', atLeast);
  const [order, setOrder] = useChoice<DuplicateOrder>('order', orders);
  const filter: DuplicateFilter = { stateIn: [state ?? 'OPEN'], ...(least && { minScore: Number(least) / 100 }) };
  const [{ data: counted, fetching }] = useRead({ query: DuplicateCountDocument, variables: { filter }, context: withPairs, pause: !may('MERGE') });
  const total = counted?.duplicates.totalCount;
  if (!may('MERGE')) return <NoPermission title={title} />;

  return (
    <Screen title={title} note="Records that may be of one employer" badge={<Text c="dimmed" role="status">{total === undefined || fetching ? '' : listCount(total)}</Text>}>
      <Group gap="xs" role="search" align="end">
        <Select aria-label="State" size="xs" w={170} allowDeselect={false} data={choices(duplicateState)} value={state ?? 'OPEN'} onChange={setState} />
        <Select aria-label="How likely" size="xs" w={190} clearable placeholder="However likely" data={choices(atLeast)} value={least} onChange={setLeast} />
        <Select aria-label="Order" size="xs" w={160} allowDeselect={false} data={choices(orders)} value={order ?? 'SCORE_DESC'} onChange={setOrder} />
      </Group>
      <Pages key={JSON.stringify([filter, order])} page={(place) => <PairsPage filter={filter} order={order ?? 'SCORE_DESC'} {...place} />} />
    </Screen>
  );
}

function PairsPage({ filter, order, after, more }: PagePlace & { filter: DuplicateFilter; order: DuplicateOrder }) {
  const [{ data, error }, again] = useRead({ query: DuplicatesDocument, variables: { filter, orderBy: order, after }, requestPolicy: 'cache-and-network', context: withPairs });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading lines={8} />;
  const { nodes, pageInfo } = data.duplicates;
  if (nodes.length === 0 && after === null) {
    return <Empty title={filter.stateIn?.includes('OPEN') && !filter.minScore ? 'Nothing to decide' : 'No such pair'}>New ones are looked for when an employer is added, after an import, and every hour.</Empty>;
  }
  return (
    <Stack gap="md">
      {nodes.map((pair) => <PairCard key={pair.id} pair={pair} today={data.today} />)}
      {more(pageInfo)}
    </Stack>
  );
}

type Pair = DuplicatesQuery['duplicates']['nodes'][number];

function PairCard({ pair, today }: { pair: Pair; today: string }) {
  const [rejecting, setRejecting] = useState(false);
  const names = `${pair.first.name} and ${pair.second.name}`;
  return (
    <Card withBorder p="md" component="section" aria-label={names}>
      <Group justify="space-between" align="start" gap="xs" mb="xs">
        <Title order={2} size="h4">{names}</Title>
        <Text size="sm" fw={600}>{likely(pair.score)}</Text>
      </Group>
      <Stack gap="sm">
        <Comparison first={pair.first} second={pair.second} today={today} />
        <Reasons reasons={pair.reasons} />
        {pair.state === 'OPEN' && (
          <Group gap="xs">
            <Button size="xs" component={Link} to={`/duplicates/merge?keep=${pair.first.id}&other=${pair.second.id}`}>Merge</Button>
            <Button size="xs" variant="default" onClick={() => setRejecting(true)}>Not the same</Button>
          </Group>
        )}
        {pair.state === 'REJECTED' && pair.decidedAt && <Text size="sm">Not the same, says {pair.decidedBy} on {longMomentDay(pair.decidedAt)}: {pair.reason}</Text>}
        {pair.state === 'MERGED' && <Text size="sm">They are one record now.</Text>}
      </Stack>
      <Suspense>
        {rejecting && <RejectForm id={pair.id} names={names} onClose={() => setRejecting(false)} onDone={() => {
          setRejecting(false);
          document.querySelector('h1')?.focus(); // the pair and its buttons go
        }} />}
      </Suspense>
    </Card>
  );
}
