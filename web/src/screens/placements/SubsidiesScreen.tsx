import { Anchor, Box, Button, Card, Checkbox, Group, Select, SimpleGrid, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { PlacementChoicesDocument, SubsidyTotalsDocument, WaitingSubsidiesDocument, type WaitingSubsidiesQuery, type WaitingSubsidyFilter } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { counted, pounds } from '../../words/count';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { ClaimSteps, needsAnother } from './ClaimSteps';
import { PlacementsNav } from './PlacementsNav';
import { subsidyWait } from './subsidyWords';

const ClaimSubsidyForm = lazy(() => import('./SubsidyForms').then((forms) => ({ default: forms.ClaimSubsidyForm })));

const withPlacements = changesWith('Placement');

/** What waits of subsidies: to be claimed, approved, paid or clawed back. */
export default function SubsidiesScreen() {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  const [wait, setWait] = useChoice('waits', subsidyWait);
  const programme = params.get('programme');
  const by = params.get('by');
  const dueBy = by && /^\d{4}-\d{2}-\d{2}$/.test(by) ? by : null;
  const forMe = params.get('for') === 'me';
  const others: WaitingSubsidyFilter = { programmeIn: programme ? [programme] : null, employerId: params.get('employer'), dueBy, forMe };
  const filter: WaitingSubsidyFilter = { ...others, waitsForIn: wait && [wait] };
  return (
    <Screen title="Subsidies" note="What waits to be claimed, approved, paid or clawed back, the longest first. Nobody approves what they claimed themselves. Reading of participants is recorded">
      <PlacementsNav />
      <Totals filter={others} />
      <Group gap="sm" mb="sm" align="end" role="search">
        <Select label="Waits for" size="xs" w={150} placeholder="All" clearable data={choices(subsidyWait)} value={wait} onChange={setWait} />
        <Select label="Programme" size="xs" w={200} placeholder="All" clearable data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} value={programme} onChange={(value) => set('programme', value)} />
        <DayInput label="Due by" size="xs" w={150} placeholder="Today" clearable today={data?.today ?? ''} value={dueBy} onChange={(value) => set('by', value)} />
        <Checkbox size="sm" label="Mine to do" checked={forMe} onChange={() => set('for', forMe ? null : 'me')} mb={4} />
        {others.employerId && <Button size="compact-sm" variant="default" mb={4} onClick={() => set('employer', null)}>Of all employers</Button>}
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <Waiting filter={filter} {...place} />} />
    </Screen>
  );
}

/** How much waits for what. */
function Totals({ filter }: { filter: WaitingSubsidyFilter }) {
  const [{ data }] = useRead({ query: SubsidyTotalsDocument, variables: { filter }, requestPolicy: 'cache-and-network', context: withPlacements });
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} spacing="sm" maw={720} mt={0} mb="md">
      {Object.entries(subsidyWait).map(([value, label]) => {
        const total = data?.subsidyTotals.find(({ waitsFor }) => waitsFor === value);
        return (
          <Card key={value} withBorder p="xs">
            <Text component="dt" size="sm">{label}</Text>
            <Text component="dd" m={0}><b>{data && pounds(total?.amount ?? 0)}</b>{data && <Text span size="sm" c="dimmed">, {counted(total?.count ?? 0, 'waits', 'wait')}</Text>}</Text>
          </Card>
        );
      })}
    </SimpleGrid>
  );
}

function Waiting({ filter, after, more }: PagePlace & { filter: WaitingSubsidyFilter }) {
  const [{ data, error }, again] = useRead({ query: WaitingSubsidiesDocument, variables: { filter, first: 50, after }, requestPolicy: 'cache-and-network', context: withPlacements });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.waitingSubsidies;
  if (nodes.length === 0 && after === null) return <Empty title="Nothing waits">Subsidies are agreed on the screen of a participant. What is to be claimed stands here once four weeks are over, or the placement is.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'subsidy waits', 'subsidies wait')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Subsidies that wait">
        <Table.Thead><Table.Tr><Table.Th>Waits for</Table.Th><Table.Th>Placement</Table.Th><Table.Th className={table.wide}>Evidence</Table.Th><Table.Th className={table.wide}>What to do</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>{nodes.map((each) => <Line key={each.claim?.id ?? each.placement.id} waiting={each} today={data.today} again={again} />)}</Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}

type WaitingSubsidy = WaitingSubsidiesQuery['waitingSubsidies']['nodes'][number];

function Line({ waiting, today, again }: { waiting: WaitingSubsidy; today: string; again: () => void }) {
  const { waitsFor, fromDay, untilDay, amount, claim, placement, dueOn } = waiting;
  const { participant, opportunity, employer } = placement;
  const set = useSetParam();
  const steps = claim ? <ClaimSteps claim={claim} of={participant.reference} today={today} again={again} /> : <Claim waiting={waiting} today={today} again={again} />;
  const evidence = claim && <>
    <Text size="sm">Payroll {claim.payroll}</Text>
    <Text size="sm" c="dimmed">{[claim.claimedBy && `Claimed by ${claim.claimedBy.name}`, claim.approvedBy && `approved by ${claim.approvedBy.name}`, needsAnother(claim) && 'another person has to approve it'].filter(Boolean).join(' · ')}</Text>
  </>;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>{subsidyWait[waitsFor]}</Text>
        <Text size="sm">{waitsFor === 'TO_CLAIM' ? 'Up to ' : ''}{pounds(amount)}</Text>
        <Text size="sm" c={dueOn < today ? 'orange.9' : 'dimmed'}>since {longDay(dueOn)}</Text>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} size="sm" fw={600} underline="always" to={`/placements/participants/${participant.id}`}>{participant.reference}</Anchor>
        <Text size="sm" c="dimmed">{opportunity.programme.name} · {opportunity.role}</Text>
        <Anchor component="button" type="button" size="sm" ta="left" underline="always" aria-label={`${employer.name}: its subsidies alone`} onClick={() => set('employer', employer.id)}>{employer.name}</Anchor>
        <Text size="sm">{longDay(fromDay)} to {longDay(untilDay)}</Text>
        <Box hiddenFrom="sm">{evidence}{steps}</Box>
      </Table.Td>
      <Table.Td className={table.wide}>{evidence}</Table.Td>
      <Table.Td className={table.wide}>{steps}</Table.Td>
    </Table.Tr>
  );
}

function Claim({ waiting: { placement, fromDay, untilDay }, today, again }: { waiting: WaitingSubsidy; today: string; again: () => void }) {
  const [claiming, setClaiming] = useState(false);
  return (
    <>
      <Button size="compact-xs" miw="max-content" variant="default" aria-label={`Claim a period: ${placement.participant.reference}`} onClick={() => setClaiming(true)}>Claim a period</Button>
      <Suspense>{claiming && <ClaimSubsidyForm placement={placement} fromDay={fromDay} untilDay={untilDay < today ? untilDay : today} today={today} onDone={() => setClaiming(false)} onSaved={again} />}</Suspense>
    </>
  );
}
