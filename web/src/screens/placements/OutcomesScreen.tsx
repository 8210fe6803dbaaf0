import { Anchor, Badge, Group, Select, Table, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { type OutcomeFilter, OutcomeListDocument, PlacementChoicesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { outcomeColour, outcomeKind, outcomeName, outcomeState } from './outcomeWords';
import { PlacementsNav } from './PlacementsNav';

const withOutcomes = changesWith('PlacementOutcome');
const day = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

/** What placements led to, and how far each is confirmed. */
export default function OutcomesScreen() {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  const [kind, setKind] = useChoice('kind', outcomeKind);
  const [state, setState] = useChoice('state', outcomeState);
  const programme = params.get('programme');
  const [from, until] = [day(params.get('from')), day(params.get('until'))];
  const today = data?.today ?? '';
  const filter: OutcomeFilter = { programmeIn: programme ? [programme] : null, kindIn: kind && [kind], stateIn: state ? [state] : ['CLAIMED', 'CONFIRMED', 'REFUSED', 'NOT_REACHED'], from, until };
  return (
    <Screen title="Outcomes" note="What placements led to. One member of staff claims an outcome, the employer or another one confirms it. Reading of participants is recorded">
      <PlacementsNav />
      <Group gap="sm" mb="sm" align="end" role="search">
        <Select label="State" size="xs" w={190} placeholder="All but withdrawn" clearable data={choices(outcomeState)} value={state} onChange={setState} />
        <Select label="Outcome" size="xs" w={150} placeholder="All" clearable data={choices(outcomeKind)} value={kind} onChange={setKind} />
        <Select label="Programme" size="xs" w={200} placeholder="All" clearable data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} value={programme} onChange={(value) => set('programme', value)} />
        <DayInput label="From" size="xs" w={150} placeholder="Any day" clearable today={today} value={from} onChange={(value) => set('from', value)} />
        <DayInput label="Until" size="xs" w={150} placeholder="Any day" clearable today={today} value={until} onChange={(value) => set('until', value)} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <Outcomes filter={filter} {...place} />} />
    </Screen>
  );
}

function Outcomes({ filter, after, more }: PagePlace & { filter: OutcomeFilter }) {
  const [{ data, error }, again] = useRead({ query: OutcomeListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withOutcomes });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.placementOutcomes;
  if (nodes.length === 0 && after === null) return <Empty title="No outcome is here">Nobody has claimed one, or nothing fits the filters. Outcomes are claimed on the screen of a participant.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'outcome')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Outcomes">
        <Table.Thead><Table.Tr><Table.Th>Outcome</Table.Th><Table.Th>Participant</Table.Th><Table.Th className={table.wide}>Job at</Table.Th><Table.Th className={table.wide}>What was seen</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <Text size="sm" fw={600}>{outcomeName(each)}</Text>
                <Badge size="sm" miw="max-content" variant="light" tt="none" color={outcomeColour[each.state]}>{outcomeState[each.state]}</Badge>
                <Text size="sm" c="dimmed">{longDay(each.onDay)}</Text>
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} size="sm" fw={600} underline="always" to={`/placements/participants/${each.placement.participant.id}`}>{each.placement.participant.reference}</Anchor>
                <Text size="sm" c="dimmed">{each.placement.opportunity.programme.name} · {each.placement.opportunity.role}</Text>
                <Text size="sm" hiddenFrom="sm">Job at {each.employer?.name ?? 'an employer that is not named'}</Text>
                <Text size="sm" hiddenFrom="sm" c="dimmed">{each.evidence}</Text>
              </Table.Td>
              <Table.Td className={table.wide}>
                {each.employer ? <Anchor component={Link} size="sm" underline="always" to={`/employers/${each.employer.id}/placements`}>{each.employer.name}</Anchor> : <Text size="sm" c="dimmed">An employer that is not named</Text>}
                {each.hoursAWeek && <Text size="sm" c="dimmed">{each.hoursAWeek} hours a week</Text>}
              </Table.Td>
              <Table.Td className={table.wide}>
                <Text size="sm">{each.evidence}{each.reference && `, ${each.reference}`}</Text>
                {each.claimedBy && <Text size="sm" c="dimmed">Claimed by {each.claimedBy.name}</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
