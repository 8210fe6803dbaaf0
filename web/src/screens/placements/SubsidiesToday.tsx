import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { SubsidyTotalsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { number, pounds } from '../../words/count';
import { subsidyWait } from './subsidyWords';

const filter = { forMe: true };
const withPlacements = changesWith('Placement');

/** What waits of subsidies that is mine to do; nothing where nothing waits. */
export default function SubsidiesToday() {
  const [{ data }] = useRead({ query: SubsidyTotalsDocument, variables: { filter }, requestPolicy: 'cache-and-network', context: withPlacements });
  if (!data || data.subsidyTotals.length === 0) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Subsidies to see to">
      <Title order={2} mb="xs">Subsidies to see to</Title>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {data.subsidyTotals.map(({ waitsFor, count, amount }) => (
          <li key={waitsFor}>
            <Anchor component={Link} size="sm" fw={600} underline="always" to={`/placements/subsidies?for=me&waits=${waitsFor}`}>{subsidyWait[waitsFor]}: {number(count)}</Anchor>
            <Text span size="sm" c="dimmed"> {pounds(amount)}</Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
