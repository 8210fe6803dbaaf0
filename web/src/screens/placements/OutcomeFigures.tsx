import { Group, Select, Table, Text, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { type OutcomeFigureFilter, OutcomeFiguresDocument, PlacementChoicesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { number, people } from '../../words/count';
import { choices } from '../../words/label';
import { outcomeKind, outcomeName } from './outcomeWords';
import { financialYear } from './words';

const withOutcomes = changesWith('PlacementOutcome');

const quarters: Record<string, string> = { '04': 'April to June', '07': 'July to September', '10': 'October to December', '01': 'January to March' };

/** What placements led to in a financial year, by programme, outcome and quarter. */
export function OutcomeFigures({ today }: { today: string }) {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [kind, setKind] = useChoice('kind', outcomeKind);
  const exact = useMay()('READ_PERSONAL');
  const programme = params.get('programme');
  const latest = Number(financialYear(today).slice(0, 4));
  const years = Array.from({ length: 5 }, (_, n) => latest - n);
  const year = years.find((each) => String(each) === params.get('year')) ?? latest;
  const filter: OutcomeFigureFilter = { programmeIn: programme ? [programme] : null, kindIn: kind && [kind] };
  const [{ data: known }] = useRead({ query: PlacementChoicesDocument });
  const [{ data, error }, again] = useRead({ query: OutcomeFiguresDocument, variables: { year, filter }, requestPolicy: 'cache-and-network', context: withOutcomes });
  const named = (code: string) => known?.placementProgrammes.find((each) => each.code === code)?.name ?? code;
  return (
    <section aria-labelledby="outcome-figures">
      <Title order={2} size="h4" mt="xl" id="outcome-figures">What placements led to</Title>
      <Text size="sm" c="dimmed" mb="xs">Outcomes by their day, of the chosen programme; sector and ward do not narrow them.{!exact && ' Where fewer than 5 people are behind a count, that is all that is said. A count from which few could be told is not told, and nothing is added up.'}</Text>
      <Group gap="sm" mb="sm" align="end">
        <Select label="Financial year" size="xs" w={150} allowDeselect={false} data={years.map((each) => ({ value: String(each), label: `${each} to ${each + 1}` }))} value={String(year)} onChange={(value) => set('year', value === String(latest) ? null : value)} />
        <Select label="Outcome" size="xs" w={150} placeholder="All" clearable data={choices(outcomeKind)} value={kind} onChange={setKind} />
      </Group>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data?.outcomeFigures.length === 0 && <Text size="sm">No outcome of that year is claimed.</Text>}
      {data && data.outcomeFigures.length > 0 && (
        <Table verticalSpacing="xs" maw={720} className={table.table} aria-label="Outcomes by quarter">
          <Table.Thead><Table.Tr><Table.Th>Outcome</Table.Th><Table.Th ta="right">Claimed</Table.Th><Table.Th ta="right">Confirmed</Table.Th><Table.Th ta="right">People</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {data.outcomeFigures.map((each) => (
              <Table.Tr key={`${each.programme} ${each.kind} ${each.weeks ?? ''} ${each.quarter}`}>
                <Table.Th scope="row" fw={400}>
                  <Text size="sm" fw={600}>{outcomeName(each)}</Text>
                  <Text size="sm" c="dimmed">{named(each.programme)} · {quarters[each.quarter.slice(5, 7)]} {each.quarter.slice(0, 4)}</Text>
                </Table.Th>
                <Table.Td ta="right">{told(each.claimed, each.participants)}</Table.Td><Table.Td ta="right">{told(each.confirmed, each.participants)}</Table.Td><Table.Td ta="right">{people(each.participants)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

/** A count of outcomes: with few people behind it that is said, and where the few could be told from it, that it is not told. */
const told = (n: number | null, participants: number | null) => (n !== null ? number(n) : participants === null ? people(null) : 'not told');
