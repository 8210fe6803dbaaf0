import { lazy, Suspense } from 'react';
import { Loading } from '../../parts/Loading';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';

const CampaignWizard = lazy(() => import('./CampaignWizard'));

/** Sets a campaign up step by step, and launches it. */
export default function NewCampaignScreen() {
  const may = useMay();
  if (!may('SEND_DIAGNOSTICS')) return <NoPermission title="New campaign" />;
  return <Suspense fallback={<Loading />}><CampaignWizard /></Suspense>;
}
