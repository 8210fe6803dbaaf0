import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { MyDraftsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';

const withCampaigns = changesWith('Campaign');

/** Campaigns that I began and have not sent; nothing where there are none. */
export function GoOnWith() {
  const [{ data }] = useRead({ query: MyDraftsDocument, requestPolicy: 'cache-and-network', context: withCampaigns });
  const drafts = data?.campaigns;
  if (!drafts?.nodes.length) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Go on with">
      <Title order={2} mb="xs">Go on with</Title>
      <Stack gap="sm">
        {drafts.nodes.map(({ id, name, questionnaireName }) => (
          <div key={id}>
            <Anchor component={Link} to={`/diagnostics/${id}`} size="sm" fw={600}>{name}</Anchor>
            <Text size="sm" c="dimmed">{name === questionnaireName ? 'Not sent yet' : `${questionnaireName}, not sent yet`}</Text>
          </div>
        ))}
        {drafts.pageInfo.hasNextPage && <Anchor component={Link} size="sm" to="/diagnostics?state=DRAFT">All drafts</Anchor>}
      </Stack>
    </Card>
  );
}
