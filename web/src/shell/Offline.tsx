import { Alert } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';

/** Says so while the machine has no network. */
export function Offline() {
  const { online } = useNetwork();
  if (online) return null;
  return (
    <Alert role="status" color="orange.9" variant="outline" mb="md" icon={<IconPlugConnectedX />} title="You are offline">
      You can go on reading and typing. What you save is sent when you press the button again with a connection.
    </Alert>
  );
}
