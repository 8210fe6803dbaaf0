import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { DueListDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { DueLines } from './DueLines';

const filter = { ours: true };
const withPlacements = changesWith('Placement');

/** What my organisation has to see to about placements today; nothing where nothing is due. */
export default function DueToday({ today }: { today: string }) {
  const [{ data }] = useRead({ query: DueListDocument, variables: { filter, first: 5, after: null }, requestPolicy: 'cache-and-network', context: withPlacements });
  if (!data || data.placementsDue.nodes.length === 0) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Placements to see to">
      <Group justify="space-between" mb="xs">
        <Title order={2}>Placements to see to</Title>
        <Text size="sm" c="dimmed">{data.placementsDue.totalCount} due</Text>
      </Group>
      <DueLines due={data.placementsDue.nodes} today={today} />
      {data.placementsDue.pageInfo.hasNextPage && <Anchor component={Link} size="sm" underline="always" to="/placements/due">See all that is due</Anchor>}
    </Card>
  );
}
