import { Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { MoveSubsidyClaimDocument, type SubsidyClaimFactsFragment, type SubsidyClaimState } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { sentence } from '../../words/count';
import { longDay } from '../../words/date';
import { claimStep } from './subsidyWords';

const PaySubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.PaySubsidyForm })));

/** The steps that the viewer may take with a claim of a subsidy. */
export function ClaimSteps({ claim, of, today, again }: { claim: SubsidyClaimFactsFragment; /** Whose it is, where several stand on a screen. */ of?: string; today: string; again: () => void }) {
  const [paying, setPaying] = useState<'PAID' | 'CLAWED_BACK'>();
  const [problem, setProblem] = useState('');
  const [move, moving] = useChange(MoveSubsidyClaimDocument);
  const step = (to: SubsidyClaimState) => {
    if (to === 'PAID' || to === 'CLAWED_BACK') return setPaying(to);
    void move({ input: { claimId: claim.id, state: to } }).then(({ data, error }) => {
      setProblem(problemsOf(error, data?.moveSubsidyClaim.userErrors).map(({ message }) => sentence(message)).join(' '));
      again();
    });
  };
  const which = `${of ? `${of}, ` : ''}${longDay(claim.fromDay)} to ${longDay(claim.untilDay)}`;
  return (
    <>
      <Group gap="xs">
        {claim.allowedTransitions.map((to) => <Button key={to} size="compact-xs" miw="max-content" variant="default" loading={moving} aria-label={`${claimStep[to]}: ${which}`} onClick={() => step(to)}>{claimStep[to]}</Button>)}
      </Group>
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      <Suspense>{paying && <PaySubsidyForm claim={claim} to={paying} today={today} onDone={() => setPaying(undefined)} onSaved={again} />}</Suspense>
    </>
  );
}

/** Why the viewer cannot approve a claim that is to be approved; nothing where they can. */
export const needsAnother = ({ state, allowedTransitions }: SubsidyClaimFactsFragment) => state === 'CLAIMED' && !allowedTransitions.includes('APPROVED');
