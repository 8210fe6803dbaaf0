import { Alert, Button, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Role } from '../../gql/graphql';
import { type DevelopmentUser, signInAs, signInOptions, type SignInOptions } from '../../hub/session';
import { role } from '../../words/label';
import classes from './SignIn.module.css';

/** The ways to sign in, as the server offers them. */
export function SignIn({ onSignedIn, first, provider }: {
  onSignedIn: (userId: string) => void;
  /** The user to list first: the one who was signed in. */
  first?: string;
  /** The way to the page of the sign-in provider. */
  provider: { href: string; target?: '_blank'; onClick?: () => void };
}) {
  const [options, setOptions] = useState<SignInOptions>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const asked = new AbortController();
    signInOptions(asked.signal)
      .then((found) => {
        setOptions(found);
        setFailed(false);
      })
      .catch(() => {
        if (!asked.signal.aborted) setFailed(true);
      });
    return () => asked.abort();
  }, [attempt]);

  if (failed) {
    return (
      <Alert role="alert" color="red.9" variant="outline" title="Signing in did not work">
        <Text size="sm" mb="sm">The hub could not be reached, or it refused. Check your connection, then try again.</Text>
        <Button size="xs" variant="default" onClick={() => setAttempt(attempt + 1)}>Try again</Button>
      </Alert>
    );
  }
  if (!options) return null;
  const { oidc, development = [] } = options;
  if (!oidc && development.length === 0) return <Text>No way to sign in is set up here. Ask whoever runs this hub.</Text>;
  return (
    <Stack gap="md">
      {oidc && <Button component="a" {...provider}>{oidc.label}</Button>}
      {development.length > 0 && <DevelopmentUsers users={development} first={first} onSignedIn={onSignedIn} onFailed={() => setFailed(true)} />}
    </Stack>
  );
}

const roleWords = (roles: string[]) => roles.map((each) => role[each as Role]).join(', ');

function DevelopmentUsers({ users, first, onSignedIn, onFailed }: {
  users: DevelopmentUser[];
  first: string | undefined;
  onSignedIn: (userId: string) => void;
  onFailed: () => void;
}) {
  const [busy, setBusy] = useState(false);
  async function choose(user: DevelopmentUser) {
    setBusy(true);
    try {
      await signInAs(user.id);
      onSignedIn(user.id);
    } catch {
      onFailed();
    } finally {
      setBusy(false);
    }
  }
  const ordered = [...users].sort((a, b) => Number(b.id === first) - Number(a.id === first));
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">This is a development hub: choose who you are.</Text>
      {ordered.map((user) => (
        <UnstyledButton key={user.id} className={classes.user} disabled={busy} onClick={() => void choose(user)}>
          <Text fw={600} size="sm">{user.name}</Text>
          <Text size="sm" c="dimmed">{user.organisation} · {roleWords(user.roles)}</Text>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
