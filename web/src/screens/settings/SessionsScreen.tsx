import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EndMySessionDocument, MySessionsDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { signOut } from '../../hub/session';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMoment } from '../../words/date';
import { SettingsFrame } from './SettingsFrame';

const withSessions = changesWith('Session');

/** Where the caller is signed in, to sign out of it from here. */
export default function SessionsScreen() {
  const [{ data, error }, again] = useRead({ query: MySessionsDocument, requestPolicy: 'cache-and-network', context: withSessions });
  const [end, busy] = useChange(EndMySessionDocument);
  const [problem, setProblem] = useState('');
  const others = data?.mySessions.filter(({ current }) => !current) ?? [];

  async function leave(ids: string[]) {
    for (const id of ids) {
      const { data: answer, error: failed } = await end({ input: { id } });
      setProblem(problemsOf(failed, answer?.endMySession.userErrors).map(({ message }) => message).join(' '));
    }
    again();
  }

  return (
    <SettingsFrame title="My browsers" note="Where you are signed in">
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      <Stack gap="md">
        {data?.mySessions.map(({ id, browser, current, signedInAt, lastUsed }, n) => (
          <section key={id} aria-label={current ? `${browser}, this browser` : `${browser}, ${n + 1} of ${data.mySessions.length}`}>
            <Group gap="xs"><Text size="sm" fw={600}>{browser}</Text>{current && <Badge size="sm" variant="default" tt="none">This browser</Badge>}</Group>
            <Text size="xs" c="dimmed">Signed in {longMoment(signedInAt)} · last used {longMoment(lastUsed)}</Text>
            <Button size="compact-xs" variant="default" mt={4} loading={busy} onClick={() => void (current ? signOut() : leave([id]))}>Sign out</Button>
          </section>
        ))}
      </Stack>
      {others.length > 1 && <Group><Button size="xs" variant="default" loading={busy} onClick={() => void leave(others.map(({ id }) => id))}>Sign out of all others</Button></Group>}
    </SettingsFrame>
  );
}
