import { Alert, Anchor, Badge, Button, Card, Group, Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { type ListedFactsFragment, type ListedFilter, ListedGoneDocument, ListedRowsDocument, PublishedListDocument, type PublishedListFactsFragment, type SchemeFactsFragment } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { number, sentence } from '../../words/count';
import { longDay, longMoment } from '../../words/date';
import { levelName } from '../accreditations/words';
import { Decide } from './Decide';
import { Steps } from './Steps';
import { effect, listState, outcome } from './words';

const views = {
  unsure: 'To be decided', matched: 'Matched', new: 'New on the list', moved: 'At another level', gone: 'No longer listed', mine: 'No longer listed, led by me', rotherham: 'Not in the hub, in Rotherham', rest: 'Not in the hub', all: 'All rows',
} as const;

type View = keyof typeof views;

const filters: Record<Exclude<View, 'gone' | 'mine'>, ListedFilter> = {
  unsure: { outcomeIn: ['UNSURE'] }, matched: { outcomeIn: ['MATCHED'] }, new: { changeIn: ['NEW'] }, moved: { changeIn: ['MOVED_UP', 'MOVED_DOWN'] },
  rotherham: { outcomeIn: ['UNMATCHED'], inRotherham: true }, rest: { outcomeIn: ['UNMATCHED', 'IGNORED'] }, all: {},
};

/** One published list: what it would do or did, what is to be decided, and how it differs from the list before. */
export default function ListScreen() {
  const { id = '' } = useParams();
  return <ListOf key={id} id={id} />;
}

const atWork = ({ state }: PublishedListFactsFragment) => state === 'MATCHING' || state === 'APPLYING' || state === 'UNDOING';

function ListOf({ id }: { id: string }) {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: PublishedListDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  const [chosen, choose] = useChoice<View>('view', views);
  const list = data?.publishedList;
  const working = !!list && atWork(list);
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(again, 1500);
    return () => clearInterval(timer);
  }, [working, again]);
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!list) return <Missing what="published list" />;
  const scheme = data.schemes.find(({ code }) => code === list.scheme);
  const view = chosen ?? (list.counts.unsure > 0 ? 'unsure' : 'matched');
  const decides = may('IMPORT') && (list.state === 'PREVIEWED' || list.state === 'APPLIED');
  return (
    <Screen
      title={`${scheme?.name ?? ''}, list of ${longDay(list.listedOn)}`}
      badge={<Badge variant="light" tt="none" color={list.state === 'FAILED' ? 'red' : undefined} role="status">{listState[list.state]}</Badge>}
      note={`${list.fileName} · sent ${longMoment(list.startedAt)}${list.startedBy ? ` by ${list.startedBy.name}` : ''}${list.previous ? ` · compared with the list of ${longDay(list.previous.listedOn)}` : ' · the first list'}`}
      actions={<Button size="xs" variant="default" component={Link} to="/accreditations/lists">All lists</Button>}
    >
      {list.failure && <Alert role="alert" color="red.9" variant="outline" title="Not finished"><Text size="sm">{sentence(list.failure)}</Text></Alert>}
      {may('IMPORT') && <Steps list={list} onDone={again} />}
      {working && <Text size="sm" c="dimmed">It goes on by itself: you can leave and find it again under Published lists.</Text>}
      {list.state === 'UNDONE' && <Text size="sm">{number(list.undone)} awards were set back{list.kept > 0 ? `, ${number(list.kept)} stay as they were edited since` : ''}. Employers that were created from the list stay.</Text>}
      {list.state !== 'MATCHING' && list.state !== 'DISCARDED' && (
        <>
          <Counts counts={list.counts} first={!list.previous} />
          <Select label="Show" size="xs" maw={280} allowDeselect={false} data={Object.entries(views).map(([value, label]) => ({ value, label }))} value={view} onChange={choose} />
          <Pages key={`${view} ${list.state}`} page={(place) => view === 'gone' || view === 'mine'
            ? <Gone id={id} scheme={scheme} mine={view === 'mine'} {...place} />
            : <Rows id={id} scheme={scheme} filter={filters[view]} decides={decides} onDecided={again} {...place} />} />
        </>
      )}
    </Screen>
  );
}

function Counts({ counts, first }: { counts: PublishedListFactsFragment['counts']; first: boolean }) {
  const shown: [number, string][] = [
    [counts.made, 'New awards'], [counts.confirmed, 'Awards confirmed'], [counts.unsure, 'To be decided'], [counts.unmatched, 'Not in the hub'],
    ...(first ? [] : [[counts.new, 'New on the list'], [counts.movedUp + counts.movedDown, 'At another level'], [counts.gone, 'No longer listed']] as [number, string][]),
    [counts.rejected, 'Cannot be read'],
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {shown.map(([n, label]) => <Card withBorder p="sm" key={label}><Text size="xl" fw={650}>{number(n)}</Text><Text size="sm">{label}</Text></Card>)}
    </SimpleGrid>
  );
}

function Rows({ id, scheme, filter, decides, onDecided, after, more }: PagePlace & { id: string; scheme: SchemeFactsFragment | undefined; filter: ListedFilter; decides: boolean; onDecided: () => void }) {
  const [{ data, error }, again] = useRead({ query: ListedRowsDocument, variables: { id, filter, after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const rows = data.publishedList?.rows;
  if (!rows || rows.nodes.length === 0 && after === null) return <Empty title="No such row">Choose something else to show.</Empty>;
  return (
    <Stack gap="sm">
      {rows.nodes.map((row) => (
        <Card withBorder p="sm" component="section" aria-label={row.name} key={row.line}>
          <About row={row} scheme={scheme} />
          {decides && (row.outcome === 'UNSURE' || row.outcome === 'UNMATCHED') && <Decide listId={id} row={row} onDecided={() => {
            again();
            onDecided();
          }} />}
        </Card>
      ))}
      {more(rows.pageInfo)}
    </Stack>
  );
}

function About({ row, scheme }: { row: ListedFactsFragment; scheme: SchemeFactsFragment | undefined }) {
  const said = [row.town, row.postcode, levelName(scheme, row.level), row.change === 'NEW' ? 'new on the list' : '',
    row.levelBefore && row.levelBefore !== row.level ? `level ${row.levelBefore} before` : ''].filter(Boolean).join(' · ');
  return (
    <>
      <Group gap="xs" justify="space-between"><Text fw={600}>{row.name}</Text><Text size="sm">{outcome[row.outcome]}{row.effect && `, ${effect[row.effect]}`}</Text></Group>
      <Text size="sm" c="dimmed">Line {row.line}{said && ` · ${said}`}</Text>
      {row.employer && <Text size="sm">Employer: <Anchor component={Link} to={`/employers/${row.employer.id}/accreditations`} size="sm" underline="always">{row.employer.name}</Anchor></Text>}
      {row.note && <Text size="sm">{sentence(row.note)}.</Text>}
    </>
  );
}

function Gone({ id, scheme, mine, after, more }: PagePlace & { id: string; scheme: SchemeFactsFragment | undefined; mine: boolean }) {
  const [{ data, error }, again] = useRead({ query: ListedGoneDocument, variables: { id, mine, after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const gone = data.publishedList?.gone;
  if (!gone || gone.nodes.length === 0 && after === null) return <Empty title="Nobody is gone">Every employer that the list before named is on this one too.</Empty>;
  return (
    <>
      <Text size="sm">Their awards stay as they are. Ask them, then note what they say on their own screen.</Text>
      <Table verticalSpacing="xs" aria-label="No longer listed">
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Level</Table.Th><Table.Th>Lead</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {gone.nodes.map(({ line, employer, level }) => employer && (
            <Table.Tr key={line}>
              <Table.Td><Anchor component={Link} to={`/employers/${employer.id}/accreditations`} size="sm" fw={600} underline="always">{employer.name}</Anchor></Table.Td>
              <Table.Td>{levelName(scheme, level) || '–'}</Table.Td>
              <Table.Td>{employer.accountLead?.name ?? employer.leadOrganisation?.name ?? 'No lead'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(gone.pageInfo)}
    </>
  );
}
