import { Anchor, Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import type { ListFilter } from './address';
import { download } from './ExportMenu';

const AssignLead = lazy(() => import('./AssignLead'));
const AddToCampaign = lazy(() => import('./AddToCampaign'));

/** Chosen employers, id to name; they stay chosen from page to page. */
export type Chosen = Map<string, string>;

const mostAtOnce = 1000;

/** What can be done with the chosen employers, or with all that the list holds. */
export function BulkBar({ chosen, filter, total, clear, onChanged }: {
  chosen: Chosen;
  filter: ListFilter;
  total: number | undefined;
  clear: () => void;
  onChanged: () => void;
}) {
  const may = useMay();
  const [all, setAll] = useState(false);
  const [assigning, setAssigning] = useState(false);
  if (chosen.size === 0) return null;
  const wholeList = all && total !== undefined;
  const audience = wholeList ? filter : { idIn: [...chosen.keys()] };
  const fits = wholeList || chosen.size <= mostAtOnce;
  const clearAll = () => {
    setAll(false);
    clear();
  };

  return (
    <Group gap="sm" px="sm" py={6} bg="teal.0" bdrs="sm" role="region" aria-label="Chosen employers">
      <Text size="sm" fw={600} role="status">{wholeList ? `All ${counted(total, 'employer')} chosen` : `${counted(chosen.size, 'employer')} chosen`}</Text>
      {!fits && <Text size="sm" role="alert">One by one at most {counted(mostAtOnce, 'employer')} can be chosen. Take some away, or narrow the list and choose all of it.</Text>}
      {fits && may('SEND_DIAGNOSTICS') && <Suspense><AddToCampaign audience={audience} onAdded={clearAll} /></Suspense>}
      {fits && may('WRITE_ENGAGEMENT') && <Button variant="subtle" size="compact-sm" onClick={() => setAssigning(true)}>Assign lead</Button>}
      {fits && may('EXPORT') && <Button variant="subtle" size="compact-sm" onClick={() => download(audience, 'NAME', 'csv')}>Export as CSV</Button>}
      {!wholeList && total !== undefined && total > chosen.size && (
        <Anchor component="button" size="sm" onClick={() => setAll(true)}>Choose all {counted(total, 'employer')}</Anchor>
      )}
      <Anchor component="button" size="sm" ml="auto" onClick={clearAll}>Choose none</Anchor>
      <Suspense>
        {assigning && <AssignLead employers={audience} count={wholeList ? total : chosen.size} onClose={() => setAssigning(false)} onDone={() => {
          setAssigning(false);
          onChanged();
          clearAll();
        }} />}
      </Suspense>
    </Group>
  );
}
