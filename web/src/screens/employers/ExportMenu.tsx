import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { EmployerFilter, EmployerOrder } from '../../gql/graphql';
import { download as file } from '../../parts/download';
import { counted } from '../../words/count';
import type { ListFilter } from './address';

/** Asks for the list as a file. */
export const download = (filter: EmployerFilter, order: EmployerOrder, format: 'csv' | 'xlsx') => file('/exports/employers', { filter: JSON.stringify(filter), order, format });

/** The list as it is narrowed and ordered now, as a file. */
export function ExportMenu({ filter, orderBy, total }: { filter: ListFilter; orderBy: EmployerOrder; total: number | undefined }) {
  return (
    <Popover position="bottom-end" width={260} trapFocus withinPortal={false} shadow="md">
      <Popover.Target><Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />}>Export</Button></Popover.Target>
      <Popover.Dropdown aria-label="Export">
        <Stack gap="xs" align="start">
          <Text size="sm">{total === undefined ? 'The employers of this list' : counted(total, 'employer')}, with the people whom you may see. That you export them is logged.</Text>
          <Group gap="xs">
            <Button size="xs" onClick={() => download(filter, orderBy, 'csv')}>As CSV</Button>
            <Button size="xs" variant="default" onClick={() => download(filter, orderBy, 'xlsx')}>As Excel</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
