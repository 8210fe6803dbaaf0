import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { MembershipState } from '../../gql/graphql';
import { download } from '../../parts/download';

/** The members of a network as they are narrowed, as a file. */
export default function ExportMembers({ network, state }: { network: { id: string; name: string }; state: MembershipState | null }) {
  const take = (format: 'csv' | 'xlsx') => download('/exports/network-members', { network: network.id, state: state ?? '', format });
  return (
    <Popover position="bottom-start" width={260} trapFocus withinPortal={false} shadow="md">
      <Popover.Target><Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />}>Export</Button></Popover.Target>
      <Popover.Dropdown aria-label="Export">
        <Stack gap="xs" align="start">
          <Text size="sm">The employers of this list, with those of their people whom you may see. That you export them is logged.</Text>
          <Group gap="xs">
            <Button size="xs" onClick={() => take('csv')}>As CSV</Button>
            <Button size="xs" variant="default" onClick={() => take('xlsx')}>As Excel</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
