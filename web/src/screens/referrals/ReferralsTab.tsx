import { Button, Group, Stack } from '@mantine/core';
import { IconArrowsExchange, IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { EmployerReferralsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useViewer } from '../../shell/viewer';
import type { Employer } from '../employer/EmployerScreen';
import { AskForm } from './AskForm';
import { ReferForm } from './ReferForm';
import { ReferralLine } from './ReferralLine';

const withReferrals = changesWith('Referral');

/** What the reader's organisation asked of partners about an employer, and was asked. */
export default function ReferralsTab({ employer, today }: { employer: Employer; today: string }) {
  const { organisation } = useViewer();
  const [doing, setDoing] = useState<'refer' | 'ask'>();
  const lead = employer.leadOrganisation;
  const done = () => setDoing(undefined);
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button size="xs" variant="default" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => setDoing('refer')}>Refer to a partner</Button>
        {lead && lead.id !== organisation.id && (
          <Button size="xs" variant="default" leftSection={<IconUserQuestion size={16} aria-hidden />} onClick={() => setDoing('ask')}>Ask for an introduction</Button>
        )}
      </Group>
      <Pages page={(place) => <ReferralsPage employerId={employer.id} {...place} />} />
      {doing === 'refer' && <ReferForm employerId={employer.id} hold={employer.hold} today={today} onDone={done} />}
      {doing === 'ask' && lead && <AskForm employerId={employer.id} hold={employer.hold} lead={lead.name} people={employer.people} today={today} onDone={done} />}
    </Stack>
  );
}

function ReferralsPage({ employerId, after, more }: PagePlace & { employerId: string }) {
  const [{ data, error }, again] = useRead({ query: EmployerReferralsDocument, variables: { id: employerId, after }, requestPolicy: 'cache-and-network', context: withReferrals });
  if (!data?.employer) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.employer.referrals;
  if (nodes.length === 0 && after === null) return <Empty title="No referrals">Ask a partner to take this employer up, and what becomes of it stands here.</Empty>;
  return (
    <Stack gap="md">
      {nodes.map((referral) => <ReferralLine key={referral.id} referral={referral} today={data.today} withEmployer={false} />)}
      {more(pageInfo)}
    </Stack>
  );
}
