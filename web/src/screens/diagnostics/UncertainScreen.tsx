import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type MessageFactsFragment, SettleUncertainDocument, type UncertainDecision, UncertainMessagesDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { MessageTable } from './MessageTable';
import { Sections } from './Sections';

const withMessages = changesWith('Message');

/** Messages of which nobody knows whether they arrived, for somebody to decide. */
export default function UncertainScreen() {
  const may = useMay();
  if (!may('READ_ANSWERS') && !may('SEND_DIAGNOSTICS')) return <NoPermission title="Uncertain messages" />;
  return (
    <Screen title="Uncertain messages">
      <Sections />
      <Text size="sm" maw={720}>
        The line to the mail server broke, or the hub was stopped, after these were given over and before it answered. They may have arrived. The hub never sends one again by itself: send it
        again where getting it twice does no harm, or leave it. People who did not get it are reminded like everybody else. Messages about meetings
        and about awards that run out stand here too.
      </Text>
      <Pages page={(place) => <UncertainPage {...place} />} />
    </Screen>
  );
}

function UncertainPage({ after, more }: PagePlace) {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: UncertainMessagesDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withMessages });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.uncertainMessages;
  if (nodes.length === 0 && after === null) return <Empty title="No message is uncertain">Of every message it is known what became of it.</Empty>;
  return (
    <>
      <MessageTable messages={nodes} withCampaign action={may('SEND_DIAGNOSTICS') ? (message) => <Decide message={message} /> : undefined} />
      {more(pageInfo)}
    </>
  );
}

function Decide({ message }: { message: MessageFactsFragment }) {
  const [settle, busy] = useChange(SettleUncertainDocument);
  const [trouble, setTrouble] = useState<string>();
  const decide = async (decision: UncertainDecision) => {
    const { data, error } = await settle({ input: { messageId: message.id, decision } });
    setTrouble(problemsOf(error, data?.settleUncertainMessage.userErrors)[0]?.message);
  };
  const whom = message.person.name ?? message.employer?.name ?? '';
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Button size="compact-sm" variant="default" loading={busy} aria-label={`Send again to ${whom}`} onClick={() => void decide('RESEND')}>Send again</Button>
        <Button size="compact-sm" variant="default" loading={busy} aria-label={`Leave it: the message to ${whom}`} onClick={() => void decide('LEAVE')}>Leave it</Button>
      </Group>
      {trouble && <Alert role="alert" color="red.9" variant="outline" mt="xs">{trouble}</Alert>}
    </>
  );
}
