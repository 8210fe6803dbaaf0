import { Alert, Button, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type DevelopmentUser, developmentUsers, signInAs } from '../../hub/session';
import { role } from '../../words/label';
import type { Role } from '../../gql/graphql';
import classes from './SignIn.module.css';

const roleWords = (roles: string[]) => roles.map((each) => role[each as Role]).join(', ');

/** The ways to sign in, as the server offers them. */
export function SignIn({ onSignedIn, first }: {
  onSignedIn: (userId: string) => void;
  /** The user to list first: the one who was signed in. */
  first?: string;
}) {
  const [users, setUsers] = useState<DevelopmentUser[]>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState<string>();

  useEffect(() => {
    const asked = new AbortController();
    developmentUsers(asked.signal)
      .then((found) => {
        setUsers(found);
        setFailed(false);
      })
      .catch(() => {
        if (!asked.signal.aborted) setFailed(true);
      });
    return () => asked.abort();
  }, [attempt]);

  async function choose(user: DevelopmentUser) {
    setBusy(user.id);
    try {
      await signInAs(user.id);
      onSignedIn(user.id);
    } catch {
      setFailed(true);
    } finally {
      setBusy(undefined);
    }
  }

  if (failed) {
    return (
      <Alert role="alert" color="red.9" variant="outline" title="Signing in did not work">
        <Text size="sm" mb="sm">The hub could not be reached, or it refused. Check your connection, then try again.</Text>
        <Button size="xs" variant="default" onClick={() => setAttempt(attempt + 1)}>Try again</Button>
      </Alert>
    );
  }
  if (!users) return null;
  if (users.length === 0) return <Text>No way to sign in is set up here. Ask whoever runs this hub.</Text>;

  const ordered = [...users].sort((a, b) => Number(b.id === first) - Number(a.id === first));
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">This is a development hub: choose who you are.</Text>
      {ordered.map((user) => (
        <UnstyledButton key={user.id} className={classes.user} disabled={busy !== undefined} onClick={() => void choose(user)}>
          <Text fw={600} size="sm">{user.name}</Text>
          <Text size="sm" c="dimmed">{user.organisation} · {roleWords(user.roles)}</Text>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
