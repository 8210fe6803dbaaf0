import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { PlacementFactsFragment, SubsidyFactsFragment } from '../../gql/graphql';
import { pounds } from '../../words/count';
import { longDay } from '../../words/date';
import { ClaimSteps, needsAnother } from './ClaimSteps';
import { active } from './placedWords';
import { claimColour, claimState } from './subsidyWords';

const AgreeSubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.AgreeSubsidyForm })));
const ClaimSubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.ClaimSubsidyForm })));

/** The subsidy of a placement: what was agreed, the periods claimed, and what was paid and came back. */
export function SubsidyCard({ placement, today, again }: { placement: PlacementFactsFragment & SubsidyFactsFragment; today: string; again: () => void }) {
  const [doing, setDoing] = useState<'agree' | 'claim'>();
  const { subsidy, employer, state, startsOn } = placement;
  const done = () => setDoing(undefined);
  if (!subsidy && !active.includes(state)) return null;
  return (
    <section aria-label={`Subsidy at ${employer.name}`}>
      <Title order={2} size="h4">Subsidy at {employer.name}</Title>
      {!subsidy && <Button size="compact-sm" variant="default" mt={4} aria-label={`Agree a subsidy: ${employer.name}`} onClick={() => setDoing('agree')}>Agree a subsidy</Button>}
      {subsidy && (
        <Stack gap={4}>
          <Text size="sm">Up to {pounds(subsidy.perPeriod)} a period and {pounds(subsidy.most)} in all; {pounds(subsidy.left)} may still be claimed. Paid {pounds(subsidy.paid)}, clawed back {pounds(subsidy.clawedBack)}.</Text>
          <Text size="sm" c="dimmed">Eligible by the answers of {longDay(subsidy.answeredOn)}: {subsidy.groupHeadcount} people in the group{subsidy.knownHeadcount !== null && subsidy.knownHeadcount !== subsidy.groupHeadcount && ` (the hub knew of ${subsidy.knownHeadcount}${subsidy.headcountReason ? `: ${subsidy.headcountReason}` : ''})`}, {pounds(subsidy.assistance)} of Minimal Financial Assistance declared in {subsidy.assistanceLetter}{subsidy.agreedBy && ` · agreed by ${subsidy.agreedBy.name}`}</Text>
          <Stack component="ul" gap="xs" my={4} pl="md">
            {subsidy.claims.map((claim) => (
              <li key={claim.id}>
                <Group gap="xs">
                  <Text size="sm">{pounds(claim.amount)} for {longDay(claim.fromDay)} to {longDay(claim.untilDay)}</Text>
                  <Badge size="sm" miw="max-content" variant="light" tt="none" color={claimColour[claim.state]}>{claimState[claim.state]}</Badge>
                  <ClaimSteps claim={claim} today={today} again={again} />
                </Group>
                <Text size="sm" c="dimmed">Payroll {claim.payroll}{claim.claimedBy && ` · claimed by ${claim.claimedBy.name}`}{claim.approvedBy && ` · approved by ${claim.approvedBy.name}`}{needsAnother(claim) && ' · another person has to approve it'}</Text>
              </li>
            ))}
          </Stack>
          {subsidy.entries.map((entry) => (
            <Text key={entry.id} size="sm">{longDay(entry.onDay)}: {pounds(Math.abs(entry.amount))} {entry.amount > 0 ? 'paid' : 'clawed back'}, {entry.reference} {entry.by && <Text span size="sm" c="dimmed">· {entry.by.name}</Text>}</Text>
          ))}
          {subsidy.left > 0 && startsOn && ['STARTED', 'COMPLETED', 'ENDED_EARLY'].includes(state) && <Group><Button size="compact-sm" variant="default" aria-label={`Claim a period: ${employer.name}`} onClick={() => setDoing('claim')}>Claim a period</Button></Group>}
        </Stack>
      )}
      <Suspense>
        {doing === 'agree' && <AgreeSubsidyForm placement={placement} today={today} onDone={done} onSaved={again} />}
        {doing === 'claim' && <ClaimSubsidyForm placement={placement} fromDay={startsOn} today={today} onDone={done} onSaved={again} />}
      </Suspense>
    </section>
  );
}
