import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useStartCampaign } from './useStartCampaign';

/** Begins a campaign to one employer, ready to be launched. */
export default function SendDiagnostic({ employerId }: { employerId: string }) {
  const [start, busy] = useStartCampaign();
  return <Button variant="default" size="xs" loading={busy} leftSection={<IconSend size={16} aria-hidden />} onClick={() => start({ idIn: [employerId] }, 'check')}>Send diagnostic</Button>;
}
