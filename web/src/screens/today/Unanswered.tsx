import { Card, Stack, Text, Title } from '@mantine/core';
import { OverdueReferralsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { addDays } from '../../words/date';
import { ReferralLine } from '../referrals/ReferralLine';

const withReferrals = changesWith('Referral');

/** Referrals that I sent and that are overdue; nothing where there are none. */
export function Unanswered({ today }: { today: string }) {
  const [{ data }] = useRead({ query: OverdueReferralsDocument, variables: { dueBy: addDays(today, -1) }, requestPolicy: 'cache-and-network', context: withReferrals });
  const referrals = data?.referrals;
  if (!referrals?.nodes.length) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Overdue at partners">
      <Title order={2} mb="xs">Overdue at partners</Title>
      <Stack gap="md">
        {referrals.nodes.map((referral) => <ReferralLine key={referral.id} referral={referral} today={today} />)}
        {referrals.pageInfo.hasNextPage && <Text size="sm" c="dimmed">and more, sent earlier</Text>}
      </Stack>
    </Card>
  );
}
