import { Button, Card, Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type MergeFactsFragment, MergesOfEmployerDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longMoment } from '../../words/date';
import { type MergeOverwrite, useUndoMerge } from './useUndoMerge';

const withMerges = changesWith('EmployerMerge');

/** The records that were merged into an employer, each with the way to undo it. */
export function Merges({ employerId }: { employerId: string }) {
  return <Pages page={(place) => <MergesPage employerId={employerId} {...place} />} />;
}

function MergesPage({ employerId, after, more }: PagePlace & { employerId: string }) {
  const [{ data, error }, again] = useRead({ query: MergesOfEmployerDocument, variables: { id: employerId, after }, requestPolicy: 'cache-and-network', context: withMerges });
  const merges = data?.employer?.merges;
  if (!merges) return error ? <TroublePanel error={error} again={again} /> : null;
  if (merges.nodes.length === 0) return null;
  return (
    <Stack gap="sm" mb="md">
      {merges.nodes.map((merge) => <MergeCard key={merge.id} merge={merge} />)}
      {more(merges.pageInfo)}
    </Stack>
  );
}

function MergeCard({ merge: { id, otherName, reason, mergedAt, mergedBy, undoneAt, undoneBy, moved } }: { merge: MergeFactsFragment }) {
  const may = useMay();
  const [undo, busy] = useUndoMerge();
  const [lost, setLost] = useState<MergeOverwrite[]>([]);
  return (
    <Card withBorder p="sm" component="section" aria-label={`Merged with ${otherName}`}>
      <Group justify="space-between" align="start">
        <div>
          <Title order={2} size="sm">Merged with {otherName}</Title>
          <Text size="sm">{reason}</Text>
          <Text size="xs" c="dimmed">{longMoment(mergedAt)} · {mergedBy} · {counted(moved, 'record')} moved</Text>
          {undoneAt && <Text size="xs" c="dimmed">Undone {longMoment(undoneAt)} · {undoneBy}</Text>}
        </div>
        {!undoneAt && may('MERGE') && <Button size="xs" variant="default" loading={busy} onClick={() => void undo(id).then(setLost)}>Undo this merge</Button>}
      </Group>
      {lost.length > 0 && (
        <Modal opened onClose={() => setLost([])} title="Changed since the merge" closeButtonProps={{ 'aria-label': 'Close' }}>
          <Stack gap="sm">
            <Text size="sm">Undoing the merge puts back what was there before it:</Text>
            <List size="sm">
              {lost.map(({ label, now, back }) => <List.Item key={label}>{label}: {now ?? 'nothing'} now, {back ?? 'nothing'} afterwards</List.Item>)}
            </List>
            <Group gap="xs">
              <Button color="red.9" loading={busy} onClick={() => void undo(id, true).then(setLost)}>Undo all the same</Button>
              <Button variant="default" data-autofocus onClick={() => setLost([])}>Leave it merged</Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </Card>
  );
}
