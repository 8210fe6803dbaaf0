import { Anchor, NativeSelect, Stack, Table, Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { CampaignInvitationsDocument, type CampaignInvitationsQuery, CampaignMessagesDocument, type InvitationState, type LeftOutReason, type MessageState } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { number } from '../../words/count';
import { longMomentDay } from '../../words/date';
import { choices, invitationState, messageState } from '../../words/label';
import classes from '../../parts/Table.module.css';
import { LeftOutTab } from './LeftOutTab';
import { MessageTable } from './MessageTable';
import { ResponseList } from './ResponseList';

const parts = ['invitations', 'responses', 'messages', 'left-out'] as const;

/** With whom a campaign stands how: its invitations, answers and messages, and who was left out. */
export default function CampaignDetails({ id, leftOut, invited }: { id: string; leftOut: { reason: LeftOutReason; employers: number }[]; invited: number }) {
  const [params, setParams] = useSearchParams();
  const may = useMay();
  const part = parts.find((each) => each === params.get('show')) ?? 'invitations';
  const total = leftOut.reduce((sum, { employers }) => sum + employers, 0);
  return (
    <Tabs value={part} keepMounted={false} onChange={(value) => setParams(value && value !== 'invitations' ? { show: value } : {}, { replace: true })}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="invitations">Invitations {number(invited)}</Tabs.Tab>
        {may('READ_ANSWERS') && <Tabs.Tab value="responses">Responses</Tabs.Tab>}
        <Tabs.Tab value="messages">Messages</Tabs.Tab>
        <Tabs.Tab value="left-out">Left out {number(total)}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="invitations"><Choose label="Standing" words={invitationState}>{(state) => <Pages key={state} page={(place) => <Invitations id={id} stateIn={state ? [state] : null} {...place} />} />}</Choose></Tabs.Panel>
      <Tabs.Panel value="responses"><ResponseList filter={{ campaignId: id }} /></Tabs.Panel>
      <Tabs.Panel value="messages"><Choose label="State" words={messageState}>{(state) => <Pages key={state} page={(place) => <Messages id={id} stateIn={state ? [state] : null} {...place} />} />}</Choose></Tabs.Panel>
      <Tabs.Panel value="left-out"><LeftOutTab id={id} counts={leftOut} /></Tabs.Panel>
    </Tabs>
  );
}

/** Lets a person choose one state of several, or any. */
function Choose<State extends string>({ label, words, children }: { label: string; words: Record<State, string>; children: (state: State | undefined) => ReactNode }) {
  const [state, setState] = useState<State>();
  return (
    <Stack gap="xs">
      <NativeSelect label={label} size="xs" w={240} data={[{ value: '', label: 'Any' }, ...choices(words)]} value={state ?? ''}
        onChange={(event) => setState(choices(words).find(({ value }) => value === event.currentTarget.value)?.value)} />
      {children(state)}
    </Stack>
  );
}

function Messages({ id, stateIn, after, more }: PagePlace & { id: string; stateIn: MessageState[] | null }) {
  const [{ data, error }, again] = useRead({ query: CampaignMessagesDocument, variables: { id, stateIn, after }, requestPolicy: 'cache-and-network' });
  if (!data?.campaign) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.campaign.messages;
  if (nodes.length === 0 && after === null) return <Empty title="No such message">Choose another state.</Empty>;
  return <><MessageTable messages={nodes} />{more(pageInfo)}</>;
}

type Invitation = NonNullable<CampaignInvitationsQuery['campaign']>['invitations']['nodes'][number];

function standing({ state, response }: Invitation): string {
  if (state === 'OPEN' && response) return 'Part done';
  return invitationState[state];
}

function Invitations({ id, stateIn, after, more }: PagePlace & { id: string; stateIn: InvitationState[] | null }) {
  const [{ data, error }, again] = useRead({ query: CampaignInvitationsDocument, variables: { id, stateIn, after }, requestPolicy: 'cache-and-network' });
  if (!data?.campaign) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.campaign.invitations;
  if (nodes.length === 0 && after === null) return <Empty title="No such invitation">Choose another standing.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Asked</Table.Th><Table.Th>Standing</Table.Th><Table.Th className={classes.wide}>Next reminder</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Td><Anchor component={Link} to={`/employers/${invitation.employer.id}/diagnostics`} size="sm">{invitation.employer.name}</Anchor></Table.Td>
              <Table.Td>{invitation.person.name ?? 'Hidden'}</Table.Td>
              <Table.Td>{standing(invitation)}{invitation.response?.reference ? `, ${invitation.response.reference}` : ''}</Table.Td>
              <Table.Td className={classes.wide}>{invitation.nextReminderAt ? longMomentDay(invitation.nextReminderAt) : 'None'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
