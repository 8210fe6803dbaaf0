import { Anchor, Badge, Group, Select, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type MembershipState, NetworkMembersDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import ExportMembers from './ExportMembers';
import { state, stateColour } from './words';

const withMembers = changesWith('Membership');

/** Employers on the list of a network, by how they stand with it. */
export default function MembersTab({ network }: { network: { id: string; name: string } }) {
  const mayExport = useMay()('EXPORT');
  const [chosen, choose] = useChoice('state', state);
  return (
    <>
      <Group gap="sm" align="end" mb="sm">
        <Select label="How they stand" size="xs" w={220} placeholder="Everybody on the list" clearable data={choices(state)} value={chosen} onChange={choose} />
        {mayExport && <ExportMembers network={network} state={chosen} />}
      </Group>
      <Pages key={`${network.id} ${chosen ?? ''}`} page={(place) => <Members network={network} at={chosen} {...place} />} />
    </>
  );
}

function Members({ network, at, after, more }: PagePlace & { network: { id: string; name: string }; at: MembershipState | null }) {
  const [{ data, error }, again] = useRead({ query: NetworkMembersDocument, variables: { id: network.id, filter: at ? { stateIn: [at] } : null, after }, requestPolicy: 'cache-and-network', context: withMembers });
  if (data?.node?.__typename !== 'Network') return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.node.memberships;
  if (nodes.length === 0 && after === null) return <Empty title="No employer is here">Candidates can be added to the list, several at a time.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'employer')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label={network.name}>
        <Table.Thead>
          <Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Stands</Table.Th><Table.Th>Representative</Table.Th><Table.Th className={table.wide}>Renews</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((member) => (
            <Table.Tr key={member.id}>
              <Table.Td><Anchor component={Link} to={`/employers/${member.employer.id}/network`} size="sm" fw={600} underline="always">{member.employer.name}</Anchor></Table.Td>
              <Table.Td><Badge size="sm" variant="light" tt="none" color={stateColour[member.state]}>{state[member.state]}</Badge> <Text span size="sm" c="dimmed">since {longDay(member.since)}</Text></Table.Td>
              <Table.Td>{member.representative ? member.representative.person?.name ?? 'Known to others' : '–'}</Table.Td>
              <Table.Td className={table.wide}>{member.renewsOn ? longDay(member.renewsOn) : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
