import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { IssuesToAnswerDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { longDay } from '../../words/date';

const withIssues = changesWith('NetworkIssue');

/** Issues of networks whose response I own, on Today; nothing where there is none. */
export default function IssuesToAnswer({ today }: { today: string }) {
  const [{ data }] = useRead({ query: IssuesToAnswerDocument, requestPolicy: 'cache-and-network', context: withIssues });
  const issues = data?.networkIssues.nodes ?? [];
  if (issues.length === 0) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Issues to answer">
      <Title order={2} mb="xs">Issues to answer</Title>
      <Stack gap="sm">
        {issues.map(({ id, title, answerBy, network }) => (
          <div key={id}>
            <Anchor component={Link} to={`/network/issues?network=${network.id}&mine=yes`} size="sm" fw={600} underline="always">{title}</Anchor>
            <Text size="sm" c={answerBy && answerBy < today ? 'orange.9' : 'dimmed'}>{network.name}{answerBy && `, ${answerBy < today ? 'overdue since' : 'by'} ${longDay(answerBy)}`}</Text>
          </div>
        ))}
        {data?.networkIssues.pageInfo.hasNextPage && <Text size="sm">And more.</Text>}
      </Stack>
    </Card>
  );
}
