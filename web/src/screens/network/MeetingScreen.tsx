import { Anchor, Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSubscription } from 'urql';
import { InviteMembersDocument, type InviteeFactsFragment, MeetingDocument, type MeetingDetailsFragment, MeetingProgressDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TaskLine } from '../../parts/TaskLine';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { dayAndTime, fromTo, longMoment } from '../../words/date';
import { messageState } from '../../words/label';
import type { Doing } from './MeetingForms';
import { came, meetingState, replies, reply, seat } from './words';

const IssueList = lazy(() => import('./IssueList'));
const MeetingDialog = lazy(() => import('./MeetingForms'));

/** One meeting: who is asked and what they answered, who came, and what came of it. */
export default function MeetingScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: MeetingDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  const planned = data?.node?.__typename === 'Meeting' && data.node.state === 'PLANNED';
  useSubscription({ query: MeetingProgressDocument, variables: { id }, pause: !planned }, (_, told) => {
    again();
    return told;
  });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (data.node?.__typename !== 'Meeting') return <Missing what="meeting" />;
  return <Details meeting={data.node} today={data.today} />;
}

function Details({ meeting, today }: { meeting: MeetingDetailsFragment; today: string }) {
  const may = useMay();
  const mayManage = may('MANAGE_NETWORKS');
  const mayWrite = may('WRITE_ENGAGEMENT');
  const [doing, setDoing] = useState<Doing>();
  const begun = meeting.state === 'OVER' || dayAndTime(meeting.startsAt).day <= today;
  const on = meeting.state !== 'CANCELLED';
  return (
    <Screen
      title={meeting.title}
      badge={<Badge variant="light" tt="none" color={on ? undefined : 'gray'}>{meetingState[meeting.state]}</Badge>}
      note={<><Anchor component={Link} to={`/network/meetings?network=${meeting.network.id}`} size="sm" underline="always">{meeting.network.name}</Anchor> · {fromTo(meeting.startsAt, meeting.endsAt)}</>}
      actions={mayManage && meeting.state === 'PLANNED' && (
        <>
          <Button size="xs" variant="default" onClick={() => setDoing('change')}>Change or move</Button>
          <Button size="xs" variant="default" onClick={() => setDoing('cancel')}>Cancel the meeting</Button>
        </>
      )}
    >
      <Stack gap={4}>
        {meeting.cancelReason && <Text size="sm">Cancelled: {meeting.cancelReason}</Text>}
        {meeting.place && <Text size="sm">Where: {meeting.place}</Text>}
        {meeting.link && <Text size="sm">Join: <Anchor href={meeting.link} size="sm" underline="always">{meeting.link}</Anchor></Text>}
        {meeting.agenda && <Text size="sm" style={{ whiteSpace: 'pre-line' }}>{meeting.agenda}</Text>}
      </Stack>
      <section aria-label="Who is asked">
        <Group gap="xs" mb="xs">
          <Title order={2} size="h4">Who is asked</Title>
          {mayManage && on && (
            <>
              {meeting.state === 'PLANNED' && <InviteRest meeting={meeting} />}
              <Button size="compact-sm" variant="default" onClick={() => setDoing('invite')}>{meeting.state === 'OVER' ? 'Add somebody who was there' : 'Invite somebody'}</Button>
              {begun && meeting.invitees.length > 0 && <Button size="compact-sm" variant="default" onClick={() => setDoing('attendance')}>Take down who came</Button>}
            </>
          )}
        </Group>
        <Text size="sm" role="status">{replies(meeting.figures)}.{meeting.figures.recorded && ` ${came(meeting.figures)}.`}</Text>
        {meeting.invitees.length > 0 && <Invitees meeting={meeting} onReply={mayManage && meeting.state === 'PLANNED' ? setDoing : undefined} />}
      </section>
      <section aria-label="Actions">
        <Group gap="xs" mb="xs">
          <Title order={2} size="h4">Actions</Title>
          {mayManage && <Button size="compact-sm" variant="default" onClick={() => setDoing('action')}>Add an action</Button>}
        </Group>
        {meeting.actions.length === 0 && <Text size="sm" c="dimmed">Nothing has to be done yet.</Text>}
        <Stack gap="xs" maw={720}>
          {meeting.actions.map((task) => task.state === 'OPEN'
            ? <TaskLine key={task.id} task={task} today={today} />
            : <Text key={task.id} size="sm" c="dimmed">{task.state === 'DONE' ? 'Done' : 'Dropped'}: {task.title}</Text>)}
        </Stack>
      </section>
      {begun && on && (
        <section aria-label="Issues">
          <Group gap="xs" mb="xs">
            <Title order={2} size="h4">Issues</Title>
            {mayWrite && <Button size="compact-sm" variant="default" onClick={() => setDoing('issue')}>Raise an issue</Button>}
          </Group>
          <Suspense fallback={<Loading lines={2} />}><IssueList filter={{ meetingId: meeting.id }} /></Suspense>
        </section>
      )}
      {(meeting.followUp !== null || (begun && on)) && (
        <section aria-label="Message afterwards">
          <Group gap="xs" mb="xs">
            <Title order={2} size="h4">Message afterwards</Title>
            {mayManage && meeting.followUp === null && meeting.figures.people > 0 && <Button size="compact-sm" variant="default" onClick={() => setDoing('follow-up')}>Write to those who came</Button>}
          </Group>
          {meeting.followUp === null
            ? <Text size="sm" c="dimmed">{meeting.figures.people > 0 ? 'Those who came have not been written to.' : 'Take down first who came.'}</Text>
            : <Text size="sm" style={{ whiteSpace: 'pre-line' }}>{meeting.followedUpAt && `${longMoment(meeting.followedUpAt)}: `}{meeting.followUp}</Text>}
        </section>
      )}
      <Suspense>{doing && <MeetingDialog doing={doing} meeting={meeting} today={today} onDone={() => setDoing(undefined)} />}</Suspense>
    </Screen>
  );
}

/** Invites who speaks for members and is not invited yet: who joined since the meeting was called. */
function InviteRest({ meeting }: { meeting: MeetingDetailsFragment }) {
  const [invite, busy] = useChange(InviteMembersDocument);
  const [told, setTold] = useState<string>();
  const run = async () => {
    const { data, error } = await invite({ meetingId: meeting.id });
    const problem = problemsOf(error, data?.inviteMembers.userErrors)[0];
    const added = (data?.inviteMembers.meeting?.invitees.length ?? 0) - meeting.invitees.length;
    setTold(problem ? problem.message : added > 0 ? `${counted(added, 'person', 'people')} invited.` : 'Everybody who speaks for a member is invited.');
  };
  return (
    <>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void run()}>Invite new members</Button>
      {told && <Text size="sm" role="status">{told}</Text>}
    </>
  );
}

function Invitees({ meeting, onReply }: { meeting: MeetingDetailsFragment; onReply: ((invitee: InviteeFactsFragment) => void) | undefined }) {
  const recorded = meeting.figures.recorded;
  return (
    <Table verticalSpacing="xs" className={table.table} aria-label="Invited people">
      <Table.Thead>
        <Table.Tr><Table.Th>Person</Table.Th><Table.Th>Reply</Table.Th>{recorded && <Table.Th>Came</Table.Th>}<Table.Th className={table.wide}>Last e-mail</Table.Th>{onReply && <Table.Th>What to do</Table.Th>}</Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {meeting.invitees.map((one) => {
          const name = one.person?.name ?? 'Somebody whose name you do not see';
          return (
            <Table.Tr key={one.id}>
              <Table.Td>
                {name}, <Anchor component={Link} to={`/employers/${one.employer.id}/network`} size="sm" underline="always">{one.employer.name}</Anchor>
                {one.seat === 'DEPUTY' && <Text size="sm" c="dimmed">{seat.DEPUTY}</Text>}
              </Table.Td>
              <Table.Td>
                {one.withdrawnAt ? 'Not asked any more' : one.reply ? reply[one.reply] : 'Not replied'}{one.deputy?.name && `: ${one.deputy.name}`}
                {one.note && <Text size="sm" c="dimmed">{one.note}</Text>}
              </Table.Td>
              {recorded && <Table.Td>{one.attended === null ? '–' : one.attended ? 'Yes' : 'No'}</Table.Td>}
              <Table.Td className={table.wide}>{one.told ? `${messageState[one.told.state]}${one.told.sentAt ? ` ${longMoment(one.told.sentAt)}` : ''}${one.told.reason ? `: ${one.told.reason}` : ''}` : '–'}{one.told?.state === 'UNCERTAIN' && <>, <Anchor component={Link} to="/diagnostics/uncertain" size="sm" underline="always">decide</Anchor></>}</Table.Td>
              {onReply && <Table.Td>{!one.withdrawnAt && <Button size="compact-sm" variant="default" aria-label={`Note a reply of ${name}`} onClick={() => onReply(one)}>Note a reply</Button>}</Table.Td>}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
