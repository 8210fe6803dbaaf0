import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { type EmployerFilter, QuietEmployersDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { ago } from '../../words/date';
import { writeAddress } from '../employers/address';

const filter: EmployerFilter = { goneQuiet: true };

/** Employers that I lead and that nobody was in touch with for as long as I chose. */
export function Quiet({ today }: { today: string }) {
  const [{ data, error }, again] = useRead({ query: QuietEmployersDocument, variables: { filter } });
  return (
    <Card withBorder p="md" component="section" aria-label="Gone quiet">
      <Group justify="space-between" mb="xs">
        <Title order={2}>Gone quiet</Title>
        <Anchor component={Link} to="/settings/me" size="sm">After how long</Anchor>
      </Group>
      {error && <TroublePanel error={error} again={again} />}
      {!data && !error && <Loading lines={3} />}
      {data?.employers.nodes.length === 0 && <Text size="sm" c="dimmed">No employer that you lead has gone quiet.</Text>}
      <Stack gap={6}>
        {data?.employers.nodes.map(({ id, name, lastContactOn }) => (
          <Group key={id} justify="space-between" wrap="nowrap">
            <Anchor component={Link} to={`/employers/${id}`} size="sm">{name}</Anchor>
            <Text size="sm" c="dimmed" ta="right">{ago(lastContactOn, today)}</Text>
          </Group>
        ))}
        {data?.employers.pageInfo.hasNextPage && (
          <Anchor component={Link} size="sm" to={`/employers?${writeAddress({ filter, orderBy: 'LAST_CONTACT', columns: null, after: null }).toString()}`}>See all</Anchor>
        )}
      </Stack>
    </Card>
  );
}
