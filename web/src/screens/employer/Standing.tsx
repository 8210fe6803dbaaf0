import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHandStop, IconLock } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { EndHoldDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { useMay, useViewer } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { holdReason } from '../../words/label';
import type { Employer } from './EmployerScreen';

const HoldForm = lazy(() => import('./HoldForm'));
const ConfidentialForm = lazy(() => import('./ConfidentialForm'));

/** Says above all else that nobody is to contact an employer, and that nobody else may know of it. */
export default function Standing({ employer, today }: { employer: Employer; today: string }) {
  const { confidential, hold, leadOrganisation } = employer;
  const may = useMay();
  const { organisation } = useViewer();
  const [changing, setChanging] = useState<'hold' | 'confidential' | null>(null);
  const [end, ending] = useChange(EndHoldDocument);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function endHold() {
    const { data, error } = await end({ input: { employerId: employer.id, version: employer.version } });
    setTrouble(problemsOf(error, data?.endHold.userErrors)[0]?.message ?? null);
  }

  return (
    <>
      {confidential && (
        <Alert color="gray" py="xs" icon={<IconLock size={18} aria-hidden />} title={<Text size="sm" fw={600} span>Confidential enquiry of {leadOrganisation?.name}</Text>}>
          <Text size="sm">Do not mention it to other partners: they do not find it in the hub. {confidential.reason}</Text>
          <Group gap="sm" mt={4}>
            <Text size="xs" c="gray.7">{confidential.by}, {longDay(confidential.since.slice(0, 10))}</Text>
            {may('WRITE_ENGAGEMENT') && leadOrganisation?.id === organisation.id && <Button size="compact-xs" variant="default" onClick={() => setChanging('confidential')}>End confidentiality</Button>}
          </Group>
        </Alert>
      )}
      {hold && (
        <Alert color="orange" py="xs" icon={<IconHandStop size={18} aria-hidden />} title={<Text size="sm" fw={600} c="orange.9" span>On hold until {longDay(hold.until)}: {holdReason[hold.reason].toLowerCase()}</Text>}>
          <Text size="sm">Do not get in touch before then.{hold.note && ` ${hold.note}`}</Text>
          <Group gap="sm" mt={4}>
            <Text size="xs" c="gray.8">{hold.by}</Text>
            {may('WRITE_ENGAGEMENT') && (
              <>
                <Button size="compact-xs" variant="default" onClick={() => setChanging('hold')}>Change hold</Button>
                <Button size="compact-xs" variant="default" loading={ending} onClick={() => void endHold()}>End hold</Button>
              </>
            )}
            {trouble && <Text size="xs" role="alert" c="red.8">{trouble}</Text>}
          </Group>
        </Alert>
      )}
      <Suspense>
        {changing === 'hold' && <HoldForm employer={employer} today={today} onDone={() => setChanging(null)} />}
        {changing === 'confidential' && <ConfidentialForm employer={employer} onDone={() => setChanging(null)} />}
      </Suspense>
    </>
  );
}
