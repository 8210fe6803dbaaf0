import { Alert, Anchor, Button, Checkbox, Group, List, Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { AddToNetworkDocument, type AddToNetworkMutation, NetworkCandidatesDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { counted, number } from '../../words/count';
import { choices } from '../../words/label';

const withMembers = changesWith('Membership');

const beginnings = { ACTIVE: 'Members', INVITED: 'Invited', PROSPECT: 'To be asked' } as const;

type Outcome = Pick<AddToNetworkMutation['addToNetwork'], 'added' | 'notAdded'> & { problem?: string };

/** The largest employers that are not on the list of a network, to be added several at a time. */
export default function CandidatesTab({ network }: { network: { id: string; name: string } }) {
  const mayManage = useMay()('MANAGE_NETWORKS');
  const [chosen, setChosen] = useState<string[]>([]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [as, setAs] = useState<keyof typeof beginnings>('ACTIVE');
  const [add, busy] = useChange(AddToNetworkDocument);
  const save = async () => {
    const { data, error } = await add({ input: { networkId: network.id, employerIds: chosen, state: as } });
    const problems = problemsOf(error, data?.addToNetwork.userErrors);
    if (problems[0]) return setOutcome({ added: [], notAdded: [], problem: problems[0].message });
    if (data) setOutcome(data.addToNetwork);
    setChosen([]);
  };
  const toggle = (id: string) => setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <>
      {mayManage && (
        <Group gap="sm" mb="sm" align="end">
          <Select label="Add them as" size="xs" w={160} allowDeselect={false} data={choices(beginnings)} value={as} onChange={(value) => value && setAs(value)} />
          <Button size="xs" loading={busy} disabled={chosen.length === 0} onClick={() => void save()}>{chosen.length === 0 ? 'Add those chosen' : `Add ${counted(chosen.length, 'employer')}`}</Button>
        </Group>
      )}
      {outcome && <Told {...outcome} />}
      <Pages key={network.id} page={(place) => <Candidates network={network} chosen={chosen} toggle={mayManage ? toggle : undefined} {...place} />} />
    </>
  );
}

function Told({ added, notAdded, problem }: Outcome) {
  return (
    <Alert role="status" mb="sm" color={problem || notAdded.length > 0 ? 'orange.9' : 'teal'} title={problem ?? `${counted(added.length, 'employer')} added`}>
      {notAdded.length > 0 && (
        <List size="sm">{notAdded.map(({ employer, why }, index) => <List.Item key={employer?.id ?? index}>{employer?.name ?? 'One of them'} {why}</List.Item>)}</List>
      )}
    </Alert>
  );
}

function Candidates({ network, chosen, toggle, after, more }: PagePlace & { network: { id: string; name: string }; chosen: string[]; toggle: ((id: string) => void) | undefined }) {
  const [{ data, error }, again] = useRead({ query: NetworkCandidatesDocument, variables: { id: network.id, after }, requestPolicy: 'cache-and-network', context: withMembers });
  if (data?.node?.__typename !== 'Network') return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.node.candidates;
  if (nodes.length === 0 && after === null) return <Empty title="No employer that it is for is missing">Headcounts and sites on the employers’ own screens decide who appears here.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'employer')} not on the list, the largest first</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Candidates">
        <Table.Thead>
          <Table.Tr>{toggle && <Table.Th w={40}>Add</Table.Th>}<Table.Th>Employer</Table.Th><Table.Th>People</Table.Th><Table.Th className={table.wide}>Sector</Table.Th><Table.Th className={table.wide}>Lead</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map(({ employer, headcount, parts }) => (
            <Table.Tr key={employer.id}>
              {toggle && <Table.Td><Checkbox aria-label={`Choose ${employer.name}`} checked={chosen.includes(employer.id)} onChange={() => toggle(employer.id)} /></Table.Td>}
              <Table.Td>
                <Anchor component={Link} to={`/employers/${employer.id}/network`} size="sm" fw={600} underline="always">{employer.name}</Anchor>
                {employer.hold && <Text size="sm" c="orange.9">On hold</Text>}
              </Table.Td>
              <Table.Td>{headcount > 0 ? number(headcount) : 'Not known'}{parts > 0 && <Text size="sm" c="dimmed">with {counted(parts, 'part')} of its group</Text>}</Table.Td>
              <Table.Td className={table.wide}>{employer.sector ?? '–'}</Table.Td>
              <Table.Td className={table.wide}>{employer.accountLead?.name ?? employer.leadOrganisation?.name ?? 'No lead'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
