import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { LoggingAddressDocument, RenewLoggingAddressDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';

/** Where the reader sends copies of e-mails. Nothing on a hub that takes none. */
export default function LoggingAddress({ renewable = false }: { renewable?: boolean }) {
  const [{ data }, again] = useRead({ query: LoggingAddressDocument });
  const address = data?.viewer.loggingAddress;
  if (!address) return null;
  const megabytes = Math.floor((data.viewer.loggingMaxBytes ?? 0) / 1024 ** 2);
  return (
    <section aria-label="Your address for copies">
      <Text size="sm">{renewable ? 'Send a copy of an e-mail here, best in Bcc, and it becomes an interaction. Keep the address to yourself.' : 'Or send a copy of the e-mail, best in Bcc, to your own address at the hub:'}</Text>
      {megabytes > 0 && <Text size="xs" c="dimmed">At most {megabytes} MB with its attachments, of which the hub keeps the names only.</Text>}
      <Group gap="xs" mt={4}>
        <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
        <CopyButton value={address}>{({ copied, copy }) => <Button size="compact-xs" variant="default" aria-label={`${copied ? 'Copied' : 'Copy'} the address`} onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}</CopyButton>
        {renewable && <Renew onRenewed={again} />}
      </Group>
    </section>
  );
}

function Renew({ onRenewed }: { onRenewed: () => void }) {
  const [renew, busy] = useChange(RenewLoggingAddressDocument);
  const [told, setTold] = useState('');
  async function act() {
    const { data, error } = await renew({});
    const problems = problemsOf(error, data?.renewLoggingAddress.userErrors);
    setTold(problems.length > 0 ? problems.map(({ message }) => message).join(' ') : 'The old address takes nothing any more.');
    onRenewed();
  }
  return (
    <>
      <Button size="compact-xs" variant="default" loading={busy} onClick={() => void act()}>New address</Button>
      <Text size="sm" role="status">{told}</Text>
    </>
  );
}
