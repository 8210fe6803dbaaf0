import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { DueListQuery } from '../../gql/graphql';
import { longDay } from '../../words/date';
import { dueKind, ending } from './outcomeWords';

type Due = DueListQuery['placementsDue']['nodes'][number];

/** What is due of each placement, with the way to see to it. */
export function DueLines({ due, today }: { due: Due[]; today: string }) {
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
      {due.map(({ what, weeks, dueOn, placement }) => (
        <li key={`${placement.id} ${what} ${weeks ?? ''}`}>
          <Text size="sm">
            <Anchor component={Link} size="sm" fw={600} underline="always" to={`/placements/participants/${placement.participant.id}`}>{dueKind[what]}: {placement.participant.reference}</Anchor>
            {' '}{placement.opportunity.role}, {placement.employer.name}
          </Text>
          <Text size="sm" c={dueOn < today ? 'orange.9' : 'dimmed'}>{why({ what, weeks, dueOn, placement })}</Text>
        </li>
      ))}
    </Stack>
  );
}

function why({ what, weeks, dueOn, placement }: Due): string {
  if (what === 'MIDWAY_REVIEW') return `Half-way on ${longDay(dueOn)}`;
  if (what === 'OUTCOME_CHECK') return `${weeks ?? ''} weeks were over on ${longDay(dueOn)}`;
  if (what === 'COMPLETION' && placement.ending) return `The host says: ${ending[placement.ending.ending].toLowerCase()}, last day ${longDay(placement.ending.lastDay)}`;
  return `Last day ${longDay(placement.endsOn ?? dueOn)}`;
}
