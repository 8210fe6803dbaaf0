import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { RunningCampaignsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { longDay } from '../../words/date';

/** Diagnostics that are out, and how many answered. */
export function Running() {
  const [{ data, error }, again] = useRead({ query: RunningCampaignsDocument, requestPolicy: 'cache-and-network' });
  const running = data?.campaigns.nodes;
  return (
    <Card withBorder p="md" component="section" aria-label="Diagnostics out now">
      <Title order={2} mb="xs">Diagnostics out now</Title>
      {error && <TroublePanel error={error} again={again} />}
      {!data && !error && <Loading lines={3} />}
      {running?.length === 0 && <Text size="sm" c="dimmed">None. Choose employers in the list and send them one.</Text>}
      <Stack gap="sm">
        {running?.map(({ id, name, figures, closesOn }) => (
          <div key={id}>
            <Anchor component={Link} to={`/diagnostics/${id}`} size="sm" fw={600}>{name}</Anchor>
            <Text size="sm">{figures.submitted} of {figures.invited} answered, {figures.started} part done</Text>
            <Text size="xs" c="dimmed">Closes {longDay(closesOn)}</Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
