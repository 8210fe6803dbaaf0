import { Anchor, Badge, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ParticipantListDocument, type ParticipantFilter, PlacementChoicesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useSetParam } from '../../parts/useChoice';
import { counted } from '../../words/count';
import { ageBand } from './placedWords';
import { PlacementsNav } from './PlacementsNav';

const ParticipantForm = lazy(() => import('./ParticipantForm'));

const withParticipants = changesWith('Participant');

/** Who takes part in programmes, by reference. */
export default function ParticipantsScreen() {
  const [params] = useSearchParams();
  const set = useSetParam();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const [typed, setTyped] = useState('');
  const [reference] = useDebouncedValue(typed.trim(), 200);
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  const programme = params.get('programme');
  const filter: ParticipantFilter = { reference: reference || null, programmeIn: programme === null ? null : [programme], closed: params.get('closed') === 'yes' };
  return (
    <Screen title="Participants" note="References to the case system, told to placement staff alone. Each reading is recorded" actions={<Button size="xs" onClick={() => setAdding(true)}>Add participant</Button>}>
      <PlacementsNav />
      <Group gap="sm" mb="sm" align="end">
        <TextInput label="Reference" size="xs" w={180} placeholder="How it begins" maxLength={40} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Select label="Programme" size="xs" w={220} placeholder="All" clearable data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} value={programme} onChange={(value) => set('programme', value)} />
        <Select label="Who" size="xs" w={180} allowDeselect={false} data={[{ value: 'no', label: 'Those who take part' }, { value: 'yes', label: 'Those who do no more' }]} value={params.get('closed') === 'yes' ? 'yes' : 'no'} onChange={(value) => set('closed', value === 'yes' ? value : null)} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <Participants filter={filter} {...place} />} />
      <Suspense>{adding && <ParticipantForm onDone={() => setAdding(false)} onSaved={(id) => void navigate(`/placements/participants/${id}`)} />}</Suspense>
    </Screen>
  );
}

function Participants({ filter, after, more }: PagePlace & { filter: ParticipantFilter }) {
  const [{ data, error }, again] = useRead({ query: ParticipantListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withParticipants });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.participants;
  if (nodes.length === 0 && after === null) return <Empty title="Nobody is here">Nobody takes part yet, or nobody whose reference begins so. Staff of an organisation without a data-sharing agreement see nobody.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'participant')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Participants">
        <Table.Thead><Table.Tr><Table.Th>Reference</Table.Th><Table.Th>Programme</Table.Th><Table.Th>Age</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map(({ id, reference, knownAs, programme, ageBand: band, closedOn }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor component={Link} size="sm" fw={600} underline="always" to={`/placements/participants/${id}`}>{reference}</Anchor>
                {knownAs && <Text size="sm" c="dimmed">{knownAs}</Text>}
                {closedOn && <Badge size="sm" ml="xs" miw="max-content" variant="light" tt="none" color="gray">Closed</Badge>}
              </Table.Td>
              <Table.Td>{programme.name}</Table.Td>
              <Table.Td>{ageBand[band]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
