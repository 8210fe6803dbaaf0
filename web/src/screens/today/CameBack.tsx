import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { ResponsesSinceDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { number } from '../../words/count';
import { addDays, longMoment } from '../../words/date';

const withResponses = changesWith('Response');

/** Answers that employers sent yesterday and today. */
export function CameBack({ today }: { today: string }) {
  const [{ data, error }, again] = useRead({ query: ResponsesSinceDocument, variables: { day: addDays(today, -1) }, requestPolicy: 'cache-and-network', context: withResponses });
  const responses = data?.responses;
  return (
    <Card withBorder p="md" component="section" aria-label="Answers since yesterday">
      <Title order={2} mb="xs">Answers since yesterday</Title>
      {error && <TroublePanel error={error} again={again} />}
      {!data && !error && <Loading lines={3} />}
      {responses?.nodes.length === 0 && <Text size="sm" c="dimmed">None.</Text>}
      <Stack gap="sm">
        {responses?.nodes.map(({ id, reference, employer, questionnaireName, submittedAt }) => (
          <div key={id}>
            <Anchor component={Link} to={`/diagnostics/responses/${id}`} size="sm" fw={600}>{employer.name}{reference ? `, ${reference}` : ''}</Anchor>
            <Text size="sm" c="dimmed">{questionnaireName}{submittedAt ? `, ${longMoment(submittedAt)}` : ''}</Text>
          </div>
        ))}
        {responses && responses.totalCount > responses.nodes.length && (
          <Anchor component={Link} size="sm" to="/diagnostics/responses?state=SUBMITTED">All {number(responses.totalCount)}</Anchor>
        )}
      </Stack>
    </Card>
  );
}
