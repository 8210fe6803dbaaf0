import { Group, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { type Ownership, PlacementChoicesDocument, PlacementFiguresDocument, type PlacementFiguresQuery, type PlacementPeriodLength } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { type Bar, Bars } from '../../parts/Bars';
import { DayInput } from '../../parts/DayInput';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { counted, people, roundedPeople } from '../../words/count';
import { longDay } from '../../words/date';
import { OutcomeFigures } from './OutcomeFigures';
import { PlaceFields, usePlacementFilter } from './PlacementFilters';
import { PlacementsNav } from './PlacementsNav';
import { financialYear } from './words';

type Figures = PlacementFiguresQuery['placementFigures'];

const length: Record<PlacementPeriodLength, string> = { MONTH: 'Months', QUARTER: 'Quarters' };

const ownershipWords: Record<Ownership, string> = { PRIVATE: 'Private', PUBLIC: 'Public', VOLUNTARY: 'Voluntary', NOT_KNOWN: 'Not known' };

const withPlacements = changesWith('Opportunity');

/** What employers offered for placements over time, how much of it was filled, and how many employers that were. */
export default function FiguresScreen() {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: PlacementChoicesDocument });
  return (
    <Screen title="Figures of placements" note="What employers offered, what was filled and who started, from the financial year’s first day on where you choose none">
      <PlacementsNav />
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && <Chosen today={data.today} />}
      {data && (may('READ_FIGURES') || may('MANAGE_PARTICIPANTS')) && <OutcomeFigures today={data.today} />}
    </Screen>
  );
}

function Chosen({ today }: { today: string }) {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [by, setBy] = useChoice('periods', length);
  const { startsFrom, programmeIn, sicSectionIn, wardIn } = usePlacementFilter();
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(params.get(name) ?? '') ? params.get(name) : null);
  const [until, asAt] = [day('until'), day('known')];
  const input = { from: startsFrom ?? financialYear(until ?? today), until: until ?? today, by: by ?? 'MONTH', asAt, programmeIn, sicSectionIn, wardIn };
  const backwards = input.until < input.from;
  const [{ data, error }, again] = useRead({ query: PlacementFiguresDocument, variables: { input }, pause: backwards, requestPolicy: 'cache-and-network', context: withPlacements });
  return (
    <>
      <Group gap="sm" mb="sm" align="end" role="search">
        <SegmentedControl size="xs" aria-label="Periods" data={Object.entries(length).map(([value, label]) => ({ value, label }))} value={input.by} onChange={setBy} />
        <DayInput label="From" size="xs" w={150} clearable today={today} value={input.from} onChange={(value) => set('from', value)} />
        <DayInput label="Until" size="xs" w={150} clearable today={today} value={input.until} error={backwards && 'The period ends before it begins'} onChange={(value) => set('until', value)} />
        <DayInput label="As known on" size="xs" w={150} placeholder="Today" clearable today={today} maxDate={today} value={asAt} onChange={(value) => set('known', value)} />
        <PlaceFields />
      </Group>
      {!backwards && !data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {!backwards && data && <Counted figures={data.placementFigures} from={input.from} until={input.until} />}
    </>
  );
}

function Counted({ figures, from, until }: { figures: Figures; from: string; until: string }) {
  const exact = useMay()('READ_PERSONAL');
  const { periods, placesOffered, offering, hosting, byOwnership } = figures;
  const most = Math.max(1, ...periods.flatMap((each) => [each.placesOffered, each.placesFilled ?? 0]));
  return (
    <>
      <Text role="status" mb="xs">
        <b>{counted(offering, 'employer')}</b> offered placements {from === until ? `on ${longDay(from)}` : `from ${longDay(from)} to ${longDay(until)}`}, and at <b>{counted(hosting, 'employer')}</b> somebody was on one.
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        As known on {longDay(figures.asAt)}. Interest, drafts, and what was open for less than five days with nobody matched are not in it.{!exact && ` ${roundedPeople}`}
      </Text>
      <Title order={2} size="h4">Places offered</Title>
      <Bars most={most} bars={periods.map((each) => bar(each, each.placesOffered))} />
      <Title order={2} size="h4" mt="md">Places filled</Title>
      <Bars most={most} bars={periods.map((each) => bar(each, each.placesFilled))} />
      <Table verticalSpacing="xs" maw={720} mt="md" className={table.table} aria-label="Places by period">
        <Table.Thead><Table.Tr><Table.Th>Period</Table.Th><Table.Th ta="right">Offered</Table.Th><Table.Th ta="right">Filled</Table.Th><Table.Th ta="right">Started</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {periods.map((each) => (
            <Table.Tr key={each.startsOn}>
              <Table.Th scope="row" fw={400}>{periodWords(each)}</Table.Th>
              <Table.Td ta="right">{each.placesOffered}</Table.Td><Table.Td ta="right">{people(each.placesFilled)}</Table.Td><Table.Td ta="right">{people(each.started)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">All</Table.Th>
            <Table.Td ta="right" fw={600}>{placesOffered}</Table.Td><Table.Td ta="right" fw={600}>{figures.placesFilled ?? 'not told'}</Table.Td><Table.Td ta="right" fw={600}>{figures.started ?? 'not told'}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Table verticalSpacing="xs" maw={480} mt="lg" className={table.table} aria-label="Employers by ownership">
        <Table.Thead><Table.Tr><Table.Th>Employers</Table.Th><Table.Th ta="right">Offered</Table.Th><Table.Th ta="right">Hosted</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {byOwnership.map((each) => (
            <Table.Tr key={each.ownership}><Table.Th scope="row" fw={400}>{ownershipWords[each.ownership]}</Table.Th><Table.Td ta="right">{each.offering}</Table.Td><Table.Td ta="right">{each.hosting}</Table.Td></Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

type Period = Figures['periods'][number];

/** November 2026, or the days of a longer period. */
function periodWords({ startsOn, endsOn }: Period): string {
  return startsOn.slice(0, 7) === endsOn.slice(0, 7) ? longDay(startsOn).replace(/^\d+ /, '') : `${longDay(startsOn).replace(/^\d+ /, '')} to ${longDay(endsOn).replace(/^\d+ /, '')}`;
}

const bar = (period: Period, n: number | null): Bar => ({
  key: period.startsOn, n: n ?? 0, words: n === null ? '<5' : String(n), title: `${periodWords(period)}: ${people(n)}`,
  label: longDay(period.startsOn).replace(/^\d+ (\w{3})\w* \d\d(\d\d)$/, '$1 $2'),
});
