import { Anchor, Badge, Select, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type OpportunityFilter, OpportunityListDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { counted } from '../../words/count';
import { choices } from '../../words/label';
import { PlacementFilters, usePlacementFilter } from './PlacementFilters';
import { PlacementsNav } from './PlacementsNav';
import { checkKind, state, stateColour, when } from './words';

const withOpportunities = changesWith('Opportunity');

/** What employers offer for placements, and what stands in the way of opening it. */
export default function PlacementsScreen() {
  const [chosen, choose] = useChoice('state', state);
  const filter = { ...usePlacementFilter(), stateIn: chosen ? [chosen] : null };
  return (
    <Screen title="Placements" note="What employers offer: roles, places and dates, and the checks of the site. An opportunity is added on an employer’s own screen, under Placements">
      <PlacementsNav />
      <PlacementFilters>
        <Select label="State" size="xs" w={180} placeholder="All" clearable data={choices(state)} value={chosen} onChange={choose} />
      </PlacementFilters>
      <Pages key={JSON.stringify(filter)} page={(place) => <Opportunities filter={filter} {...place} />} />
    </Screen>
  );
}

function Opportunities({ filter, after, more }: PagePlace & { filter: OpportunityFilter }) {
  const [{ data, error }, again] = useRead({ query: OpportunityListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withOpportunities });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.opportunities;
  if (nodes.length === 0 && after === null) return <Empty title="No opportunity is here">Employers offer none yet, or none that is so.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'opportunity', 'opportunities')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Opportunities">
        <Table.Thead>
          <Table.Tr><Table.Th>Opportunity</Table.Th><Table.Th>Places</Table.Th><Table.Th>State</Table.Th><Table.Th className={table.wide}>When</Table.Th><Table.Th className={table.wide}>To put right</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <Anchor component={Link} underline="always" to={`/placements/opportunities/${each.id}`} size="sm" fw={600}>{each.role}, {each.employer.name}</Anchor>
                <Text size="sm" c="dimmed">{each.programme.name} · {each.site.name}</Text>
              </Table.Td>
              <Table.Td>{each.places}{each.placesLeft !== null && <Text size="sm" c="dimmed">{each.placesLeft === 0 ? 'none left' : `${each.placesLeft} left`}</Text>}</Table.Td>
              <Table.Td><Badge size="sm" miw="max-content" variant="light" tt="none" color={stateColour[each.state]}>{state[each.state]}</Badge></Table.Td>
              <Table.Td className={table.wide}>{when(each)}</Table.Td>
              <Table.Td className={table.wide}>{each.missingChecks.map(({ kind }) => checkKind[kind]).join(', ') || 'Nothing'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
