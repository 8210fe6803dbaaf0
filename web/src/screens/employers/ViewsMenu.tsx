import { Anchor, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { RemoveSavedViewDocument, SavedViewsDocument, type ViewFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { TroublePanel } from '../../parts/TroublePanel';
import { useViewer } from '../../shell/viewer';
import { readAddress, writeAddress } from './address';

const ViewForm = lazy(() => import('./ViewForm'));

const withViews = changesWith('SavedView');

/** An address as the list itself would write it, on its first page: two that show the same are equal. */
const plain = (address: string) => writeAddress({ ...readAddress(new URLSearchParams(address)), after: null }).toString();

/** Lists that the reader or a colleague saved under a name, and saving the one on screen. */
export function ViewsMenu({ address }: { address: string }) {
  const { user } = useViewer();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState<{ view?: ViewFragment }>();
  const [{ data, error }, again] = useRead({ query: SavedViewsDocument, requestPolicy: 'cache-and-network', context: withViews });
  const views = data?.savedViews.nodes ?? [];
  const now = plain(address);
  const current = views.find((view) => plain(view.address) === now);
  const ask = (view?: ViewFragment) => {
    setOpen(false);
    setForm({ view });
  };

  return (
    <>
      <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} trapFocus withinPortal={false} shadow="md">
        <Popover.Target>
          <Button size="xs" variant="default" leftSection={<IconBookmark size={16} aria-hidden />} maw={240} onClick={() => setOpen(!open)}>{current?.name ?? 'Views'}</Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Saved views" maw="calc(100vw - 32px)">
          <Stack gap="xs" align="stretch">
            {error && !data && <TroublePanel error={error} again={again} />}
            {data && views.length === 0 && <Text size="sm">Filter and order the list as you often need it, then save it under a name.</Text>}
            {views.length > 0 && (
              <Stack component="ul" gap={6} m={0} p={0} mah="50vh" style={{ listStyle: 'none', overflowY: 'auto' }}>
                {views.map((view) => (
                  <Group component="li" key={view.id} gap="xs" wrap="nowrap" justify="space-between">
                    <span>
                      <Anchor component={Link} size="sm" fw={view === current ? 600 : undefined} to={{ pathname: '/employers', search: view.address }} aria-current={view === current || undefined} onClick={() => setOpen(false)}>{view.name}</Anchor>
                      {view.owner.id !== user?.id && <Text size="xs" c="dimmed">Shared by {view.owner.name}</Text>}
                      {view.owner.id === user?.id && view.shared && <Text size="xs" c="dimmed">Shared with your colleagues</Text>}
                    </span>
                    {view.owner.id === user?.id && (
                      <Group gap={4} wrap="nowrap">
                        <Button size="compact-xs" variant="default" aria-label={`Change ${view.name}`} onClick={() => ask(view)}>Change</Button>
                        <Remove view={view} onRemoved={again} />
                      </Group>
                    )}
                  </Group>
                ))}
              </Stack>
            )}
            {data?.savedViews.pageInfo.hasNextPage && <Text size="xs">The first 100 are shown.</Text>}
            {!current && user && <Button size="xs" onClick={() => ask()}>Save this list as a view</Button>}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Suspense>{form && <ViewForm view={form.view} address={now} onDone={() => setForm(undefined)} onSaved={again} />}</Suspense>
    </>
  );
}

function Remove({ view, onRemoved }: { view: ViewFragment; onRemoved: () => void }) {
  const [remove, busy] = useChange(RemoveSavedViewDocument);
  const [problem, setProblem] = useState('');
  async function take() {
    const { data, error } = await remove({ input: { id: view.id } });
    const problems = problemsOf(error, data?.removeSavedView.userErrors);
    setProblem(problems.map(({ message }) => message).join(' '));
    if (problems.length === 0) onRemoved();
  }
  return (
    <>
      <Button size="compact-xs" variant="default" loading={busy} aria-label={`Remove ${view.name}`} onClick={() => void take()}>Remove</Button>
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </>
  );
}
