import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { CampaignDetailsFragment, CampaignState } from '../../gql/graphql';
import { campaignStep } from '../../words/label';

const CampaignDialog = lazy(() => import('./CampaignDialogs'));

/** What may be done with a campaign from where it stands. */
export function CampaignActions({ campaign, today }: { campaign: CampaignDetailsFragment; today: string }) {
  const [open, setOpen] = useState<CampaignState | 'EDIT'>();
  if (campaign.allowedTransitions.length === 0) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen('EDIT')}>Change</Button>
      {campaign.allowedTransitions.map((to) => <Button key={to} size="xs" variant="default" onClick={() => setOpen(to)}>{campaignStep[to]?.action}</Button>)}
      <Suspense>{open && <CampaignDialog campaign={campaign} today={today} to={open} onDone={() => setOpen(undefined)} />}</Suspense>
    </>
  );
}
