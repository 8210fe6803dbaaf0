import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useViewer } from '../../shell/viewer';
import type { Employer } from './EmployerScreen';

const HoldForm = lazy(() => import('./HoldForm'));
const ConfidentialForm = lazy(() => import('./ConfidentialForm'));

/** Puts an employer on hold, or makes a confidential enquiry of it; once it is, the banner above changes that. */
export function StandingActions({ employer, today }: { employer: Employer; today: string }) {
  const { organisation } = useViewer();
  const [asking, setAsking] = useState<'hold' | 'confidential' | null>(null);
  const done = () => {
    setAsking(null);
    window.scrollTo({ top: 0 }); // to the banner that says so from now on
  };
  const leads = employer.leadOrganisation?.id === organisation.id;
  return (
    <>
      <Group gap="xs" mt="xs">
        {!employer.hold && <Button size="compact-xs" variant="default" onClick={() => setAsking('hold')}>Put on hold</Button>}
        {!employer.confidential && leads && <Button size="compact-xs" variant="default" onClick={() => setAsking('confidential')}>Make confidential</Button>}
      </Group>
      <Suspense>
        {asking === 'hold' && <HoldForm employer={employer} today={today} onDone={done} />}
        {asking === 'confidential' && <ConfidentialForm employer={employer} onDone={done} />}
      </Suspense>
    </>
  );
}
