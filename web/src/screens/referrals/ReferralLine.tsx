import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { ReferralFactsFragment, ReferralState } from '../../gql/graphql';
import { due, longDay, longMomentDay } from '../../words/date';
import { referralState } from '../../words/label';

const AnswerForm = lazy(() => import('./AnswerForm'));

const step: Record<ReferralState, string> = { OPEN: 'Open again', ACCEPTED: 'Accept', DECLINED: 'Decline', COMPLETED: 'Complete' };

/** One referral or request for an introduction, with what the reader may make of it. */
export function ReferralLine({ referral, today, withEmployer = true }: { referral: ReferralFactsFragment; today: string; withEmployer?: boolean }) {
  const { kind, state, from, to, sentBy, handler, about, answer, person, employer, dueOn, createdAt, closedAt, allowedTransitions } = referral;
  const [answering, setAnswering] = useState<ReferralState>();
  const open = state === 'OPEN' || state === 'ACCEPTED';
  const { words, late } = due(dueOn, today);
  const what = kind === 'REFERRAL' ? `${from.name} refers it to ${to.name}` : `${from.name} asks ${to.name} for an introduction${person?.name ? ` to ${person.name}` : ''}`;
  return (
    <div role="group" aria-label={withEmployer ? `${employer.name}: ${what}` : what}>
      {withEmployer && <Anchor component={Link} to={`/employers/${employer.id}/referrals`} size="sm" fw={600}>{employer.name}</Anchor>}
      <Group gap="xs">
        <Text size="sm" fw={withEmployer ? undefined : 600}>{what}</Text>
        <Badge size="sm" variant="default" tt="none" fw={500}>{referralState[state]}</Badge>
      </Group>
      {about && <Text size="sm">{about}</Text>}
      {answer && <Text size="sm">Answer: {answer}</Text>}
      <Text size="xs" c={open && late ? 'red.9' : 'dimmed'}>
        {[longMomentDay(createdAt), sentBy?.name, handler && `with ${handler.name}`, open ? `due: ${late ? `${words}, ${longDay(dueOn)}` : words}` : closedAt && `settled ${longMomentDay(closedAt)}`].filter(Boolean).join(' · ')}
      </Text>
      {allowedTransitions.length > 0 && (
        <Group gap="xs" mt={4}>
          {allowedTransitions.map((next) => (
            <Button key={next} size="compact-xs" variant={next === 'DECLINED' ? 'default' : 'light'} aria-label={`${step[next]}: ${withEmployer ? `${employer.name}, ` : ''}${what}`} onClick={() => setAnswering(next)}>{step[next]}</Button>
          ))}
        </Group>
      )}
      <Suspense>{answering && <AnswerForm referral={referral} to={answering} action={step[answering]} today={today} onDone={() => setAnswering(undefined)} />}</Suspense>
    </div>
  );
}
