import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { MoveSubsidyClaimDocument, type PlacementFactsFragment, type SubsidyClaimState, type SubsidyFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { pounds, sentence } from '../../words/count';
import { longDay } from '../../words/date';
import { active } from './placedWords';

const AgreeSubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.AgreeSubsidyForm })));
const ClaimSubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.ClaimSubsidyForm })));
const PaySubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.PaySubsidyForm })));


const claimState: Record<SubsidyClaimState, string> = { CLAIMED: 'Claimed', APPROVED: 'Approved', REFUSED: 'Refused', PAID: 'Paid', CLAWED_BACK: 'Clawed back' };
const claimStep: Record<SubsidyClaimState, string> = { CLAIMED: 'Claim', APPROVED: 'Approve', REFUSED: 'Refuse', PAID: 'Record payment', CLAWED_BACK: 'Claw back' };
const claimColour: Record<SubsidyClaimState, string> = { CLAIMED: 'orange', APPROVED: 'blue', REFUSED: 'gray', PAID: 'teal', CLAWED_BACK: 'gray' };

type Claim = NonNullable<SubsidyFactsFragment['subsidy']>['claims'][number];
type Doing = { what: 'agree' } | { what: 'claim' } | { what: 'pay'; claim: Claim; to: 'PAID' | 'CLAWED_BACK' };

/** The subsidy of a placement: what was agreed, the periods claimed, and what was paid and came back. */
export function SubsidyCard({ placement, today, again }: { placement: PlacementFactsFragment & SubsidyFactsFragment; today: string; again: () => void }) {
  const [doing, setDoing] = useState<Doing>();
  const [problem, setProblem] = useState('');
  const [move, moving] = useChange(MoveSubsidyClaimDocument);
  const { subsidy, employer, state, startsOn } = placement;
  const done = () => setDoing(undefined);
  const step = (claim: Claim, to: SubsidyClaimState) => {
    if (to === 'PAID' || to === 'CLAWED_BACK') return setDoing({ what: 'pay', claim, to });
    void move({ input: { claimId: claim.id, state: to } }).then(({ data, error }) => {
      setProblem(problemsOf(error, data?.moveSubsidyClaim.userErrors).map(({ message }) => sentence(message)).join(' '));
      again();
    });
  };
  if (!subsidy && !active.includes(state)) return null;
  return (
    <section aria-label={`Subsidy at ${employer.name}`}>
      <Title order={2} size="h4">Subsidy at {employer.name}</Title>
      {!subsidy && <Button size="compact-sm" variant="default" mt={4} aria-label={`Agree a subsidy: ${employer.name}`} onClick={() => setDoing({ what: 'agree' })}>Agree a subsidy</Button>}
      {subsidy && (
        <Stack gap={4}>
          <Text size="sm">Up to {pounds(subsidy.perPeriod)} a period and {pounds(subsidy.most)} in all; {pounds(subsidy.left)} may still be claimed. Paid {pounds(subsidy.paid)}, clawed back {pounds(subsidy.clawedBack)}.</Text>
          <Text size="sm" c="dimmed">Eligible by the answers of {longDay(subsidy.answeredOn)}: {subsidy.groupHeadcount} people in the group, {pounds(subsidy.assistance)} of Minimal Financial Assistance declared in {subsidy.assistanceLetter}{subsidy.agreedBy && ` · agreed by ${subsidy.agreedBy.name}`}</Text>
          <Stack component="ul" gap="xs" my={4} pl="md">
            {subsidy.claims.map((claim) => {
              const period = `${longDay(claim.fromDay)} to ${longDay(claim.untilDay)}`;
              return (
                <li key={claim.id}>
                  <Group gap="xs">
                    <Text size="sm">{pounds(claim.amount)} for {period}</Text>
                    <Badge size="sm" miw="max-content" variant="light" tt="none" color={claimColour[claim.state]}>{claimState[claim.state]}</Badge>
                    {claim.allowedTransitions.map((to) => <Button key={to} size="compact-xs" miw="max-content" variant="default" loading={moving} aria-label={`${claimStep[to]}: ${period}`} onClick={() => step(claim, to)}>{claimStep[to]}</Button>)}
                  </Group>
                  <Text size="sm" c="dimmed">Payroll {claim.payroll}{claim.claimedBy && ` · claimed by ${claim.claimedBy.name}`}{claim.approvedBy && ` · approved by ${claim.approvedBy.name}`}{claim.state === 'CLAIMED' && !claim.allowedTransitions.includes('APPROVED') && ' · another person has to approve it'}</Text>
                </li>
              );
            })}
          </Stack>
          {subsidy.entries.map((entry) => (
            <Text key={entry.id} size="sm">{longDay(entry.onDay)}: {pounds(Math.abs(entry.amount))} {entry.amount > 0 ? 'paid' : 'clawed back'}, {entry.reference} {entry.by && <Text span size="sm" c="dimmed">· {entry.by.name}</Text>}</Text>
          ))}
          {subsidy.left > 0 && startsOn && ['STARTED', 'COMPLETED', 'ENDED_EARLY'].includes(state) && <Group><Button size="compact-sm" variant="default" aria-label={`Claim a period: ${employer.name}`} onClick={() => setDoing({ what: 'claim' })}>Claim a period</Button></Group>}
        </Stack>
      )}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      <Suspense>
        {doing?.what === 'agree' && <AgreeSubsidyForm placement={placement} today={today} onDone={done} onSaved={again} />}
        {doing?.what === 'claim' && <ClaimSubsidyForm placement={placement} today={today} onDone={done} onSaved={again} />}
        {doing?.what === 'pay' && <PaySubsidyForm claim={doing.claim} to={doing.to} today={today} onDone={done} onSaved={again} />}
      </Suspense>
    </section>
  );
}
