import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { EmployerFilter, EmployerOrder } from '../../gql/graphql';
import { counted } from '../../words/count';
import type { ListFilter } from './address';

/** Asks for the list as a file. A form does it, so that the browser takes the answer as a download while it comes. */
export function download(filter: EmployerFilter, order: EmployerOrder, format: 'csv' | 'xlsx') {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/exports/employers';
  for (const [name, value] of Object.entries({ filter: JSON.stringify(filter), order, format })) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

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
