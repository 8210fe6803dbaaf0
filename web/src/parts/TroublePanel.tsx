import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { CombinedError } from 'urql';
import { signInNeeded } from '../hub/session';
import { troubleOf } from '../hub/trouble';

const secondsBetweenTries = 10;

/** Says why something could not be read, and how to go on. A lost connection is tried again now and then. */
export function TroublePanel({ error, again }: { error: CombinedError; again: () => void }) {
  const { code, title, advice } = troubleOf(error);
  const offline = code === 'OFFLINE';

  useEffect(() => {
    if (!offline) return;
    const timer = setInterval(again, secondsBetweenTries * 1000);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [offline, again]);

  const canRetry = offline || code === 'INTERNAL' || code === 'RATE_LIMITED' || code === 'CONFLICT';
  return (
    <Alert role="alert" color="red.9" variant="outline" icon={offline ? <IconPlugConnectedX /> : <IconAlertCircle />} title={title}>
      <Text size="sm">{advice}</Text>
      <Group mt="sm" gap="xs">
        {canRetry && <Button size="xs" variant="default" onClick={again}>Try again</Button>}
        {code === 'UNAUTHENTICATED' && <Button size="xs" onClick={() => void signInNeeded().then(again)}>Sign in</Button>}
      </Group>
    </Alert>
  );
}
