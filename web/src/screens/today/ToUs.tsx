import { Card, Stack, Text, Title } from '@mantine/core';
import { ReferralsToUsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { ReferralLine } from '../referrals/ReferralLine';

const withReferrals = changesWith('Referral');

/** What partners ask of me, and of anybody at my organisation. */
export function ToUs() {
  const [{ data, error }, again] = useRead({ query: ReferralsToUsDocument, requestPolicy: 'cache-and-network', context: withReferrals });
  const referrals = data?.referrals;
  return (
    <Card withBorder p="md" component="section" aria-label="Referrals to us">
      <Title order={2} mb="xs">Referrals to us</Title>
      {error && <TroublePanel error={error} again={again} />}
      {!data && !error && <Loading lines={3} />}
      {referrals?.nodes.length === 0 && <Text size="sm" c="dimmed">None waits.</Text>}
      <Stack gap="md">
        {data && referrals?.nodes.map((referral) => <ReferralLine key={referral.id} referral={referral} today={data.today} />)}
        {referrals?.pageInfo.hasNextPage && <Text size="sm" c="dimmed">and more, sent earlier</Text>}
      </Stack>
    </Card>
  );
}
