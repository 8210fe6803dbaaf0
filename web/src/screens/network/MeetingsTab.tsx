import { Anchor, Badge, Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { NetworkMeetingsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { fromTo } from '../../words/date';
import { choices } from '../../words/label';
import { came, meetingState, replies } from './words';

const MeetingForm = lazy(() => import('./MeetingForm'));

const withMeetings = changesWith('Meeting');
const times = { coming: 'To come', past: 'Over or cancelled' } as const;

interface Props {
  network: { id: string; name: string };
  today: string;
}

/** The meetings of a network, and a way to call another. */
export default function MeetingsTab({ network, today }: Props) {
  const mayManage = useMay()('MANAGE_NETWORKS');
  const [calling, setCalling] = useState(false);
  const [chosen, choose] = useChoice('when', times);
  const when = chosen ?? 'coming';
  return (
    <Stack gap="sm">
      <Group gap="sm" align="end">
        <Select label="Meetings" size="xs" w={200} allowDeselect={false} data={choices(times)} value={when} onChange={choose} />
        {mayManage && <Button size="xs" onClick={() => setCalling(true)}>Call a meeting</Button>}
      </Group>
      <div><Pages key={`${network.id} ${when}`} page={(place) => <Meetings network={network} past={when === 'past'} {...place} />} /></div>
      <Suspense>{calling && <MeetingForm network={network} today={today} onDone={() => setCalling(false)} />}</Suspense>
    </Stack>
  );
}

function Meetings({ network, past, after, more }: PagePlace & { network: Props['network']; past: boolean }) {
  const [{ data, error }, again] = useRead({ query: NetworkMeetingsDocument, variables: { id: network.id, past, after }, requestPolicy: 'cache-and-network', context: withMeetings });
  if (data?.node?.__typename !== 'Network') return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.node.meetings;
  if (nodes.length === 0 && after === null) {
    return <Empty title={past ? 'No meeting is over' : 'No meeting is planned'}>Who speaks for a member is invited by e-mail when a meeting is called.</Empty>;
  }
  return (
    <>
      <Table verticalSpacing="xs" className={table.table} aria-label="Meetings">
        <Table.Thead><Table.Tr><Table.Th>Meeting</Table.Th><Table.Th className={table.wide}>Where</Table.Th><Table.Th>{past ? 'Who came' : 'Replies'}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((meeting) => (
            <Table.Tr key={meeting.id}>
              <Table.Td>
                <Anchor component={Link} to={`/network/meetings/${meeting.id}`} size="sm" fw={600} underline="always">{meeting.title}</Anchor>{' '}
                {meeting.state === 'CANCELLED' && <Badge size="sm" variant="light" tt="none" color="gray">{meetingState.CANCELLED}</Badge>}
                <Text size="sm" c="dimmed">{fromTo(meeting.startsAt, meeting.endsAt)}</Text>
              </Table.Td>
              <Table.Td className={table.wide}>{meeting.place ?? 'Online'}</Table.Td>
              <Table.Td>{meeting.figures.recorded ? came(meeting.figures) : replies(meeting.figures)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
