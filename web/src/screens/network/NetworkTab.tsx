import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { EmployerNetworksDocument, type EmployerNetworksQuery, EndRepresentationDocument, type MembershipState, type SeatFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { AddForm } from './AddForm';
import { AgreedForm, SeatForm, StepForm } from './MembershipForms';
import { seat, state, stateColour, step } from './words';

const IssueList = lazy(() => import('./IssueList'));

type Employer = NonNullable<EmployerNetworksQuery['employer']>;
export type EmployerMembership = Employer['memberships'][number];
export type Colleague = Employer['people'][number];

/** How an employer stands with each network, who speaks for it, and what happened. */
export default function NetworkTab({ employerId }: { employerId: string }) {
  const mayManage = useMay()('MANAGE_NETWORKS');
  const [adding, setAdding] = useState<{ id: string; name: string }>();
  const [{ data, error }, again] = useRead({ query: EmployerNetworksDocument, variables: { id: employerId }, requestPolicy: 'cache-and-network' });
  if (!data?.employer) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { memberships, people } = data.employer;
  const others = data.networks.filter(({ id }) => !memberships.some(({ network }) => network.id === id));
  return (
    <Stack gap="lg">
      {memberships.map((member) => <MembershipOf key={member.id} member={member} people={people} today={data.today} mayManage={mayManage} refresh={again} />)}
      {others.map((network) => (
        <section key={network.id} aria-label={network.name}>
          <Text fw={600}>{network.name}</Text>
          <Text size="sm" c="dimmed">It is not on the list</Text>
          {mayManage && <Button size="compact-sm" variant="default" mt={4} aria-label={`Add to the list of the ${network.name}`} onClick={() => setAdding(network)}>Add to the list</Button>}
        </section>
      ))}
      <section aria-label="Issues that it raised">
        <Text fw={600} mb={4}>Issues that it raised</Text>
        <Suspense fallback={<Loading lines={2} />}><IssueList filter={{ employerId }} /></Suspense>
      </section>
      {adding && <AddForm network={adding} employerId={employerId} today={data.today} onDone={() => setAdding(undefined)} onSaved={again} />}
    </Stack>
  );
}

type Doing = { what: 'step'; to: MembershipState } | { what: 'seat' } | { what: 'agreed' };

function MembershipOf({ member, people, today, mayManage, refresh }: { member: EmployerMembership; people: Colleague[]; today: string; mayManage: boolean; refresh: () => void }) {
  const [doing, setDoing] = useState<Doing>();
  const [problem, setProblem] = useState<string>();
  const [endSeat, ending] = useChange(EndRepresentationDocument);
  const done = () => setDoing(undefined);
  const seats = [...(member.representative ? [member.representative] : []), ...member.deputies];
  const earlier = member.representations.filter(({ until }) => until !== null && until < today);
  const unseat = async (one: SeatFactsFragment) => {
    if (!one.person) return;
    const { data, error } = await endSeat({ input: { membershipId: member.id, version: member.version, personId: one.person.id, seat: one.seat } });
    setProblem(problemsOf(error, data?.endRepresentation.userErrors)[0]?.message);
    refresh();
  };
  return (
    <section aria-label={member.network.name}>
      <Group gap="xs">
        <Text fw={600}>{member.network.name}</Text>
        <Badge size="sm" variant="light" tt="none" color={stateColour[member.state]}>{state[member.state]}</Badge>
        <Text size="sm" c="dimmed">since {longDay(member.since)}{member.reason && `: ${member.reason}`}</Text>
      </Group>
      {member.terms && <Text size="sm">Agreed: {member.terms}</Text>}
      {member.renewsOn && <Text size="sm">To be agreed anew on {longDay(member.renewsOn)}</Text>}
      {seats.length === 0 && <Text size="sm">Nobody speaks for it</Text>}
      {seats.map((one) => (
        <Group key={`${one.seat} ${one.person?.id ?? ''}`} gap="xs" mt={2}>
          <Text size="sm">{seat[one.seat]}: {nameOf(one)}, since {longDay(one.since)}{one.until && ` until ${longDay(one.until)}`}</Text>
          {mayManage && one.person && one.until === null && (
            <Button size="compact-sm" variant="subtle" loading={ending} aria-label={`End, ${nameOf(one)} as ${seat[one.seat].toLowerCase()}`} onClick={() => void unseat(one)}>End</Button>
          )}
        </Group>
      ))}
      {problem && <Text size="sm" c="red.9" role="alert">{problem}</Text>}
      {mayManage && (
        <Group gap="xs" mt="xs">
          {member.allowedTransitions.map((to) => <Button key={to} size="compact-sm" variant="default" onClick={() => setDoing({ what: 'step', to })}>{step[to]}</Button>)}
          <Button size="compact-sm" variant="default" onClick={() => setDoing({ what: 'seat' })}>Who speaks for it</Button>
          <Button size="compact-sm" variant="default" onClick={() => setDoing({ what: 'agreed' })}>What was agreed</Button>
        </Group>
      )}
      <Text size="sm" fw={600} mt="sm">What happened</Text>
      <Stack component="ul" gap={2} mt={4} mb={0} pl="md">
        {member.moves.map((move) => (
          <Text component="li" size="sm" key={`${move.recordedAt} ${move.state}`}>{state[move.state]} from {longDay(move.onDay)}{move.reason && `: ${move.reason}`}{move.by && `, by ${move.by.name}`}</Text>
        ))}
        {earlier.map((one) => (
          <Text component="li" size="sm" key={`${one.seat} ${one.person?.id ?? ''} ${one.since}`}>{seat[one.seat]} from {longDay(one.since)} to {longDay(one.until ?? one.since)}: {nameOf(one)}</Text>
        ))}
      </Stack>
      {doing?.what === 'step' && <StepForm member={member} to={doing.to} today={today} onDone={done} onSaved={refresh} />}
      {doing?.what === 'seat' && <SeatForm member={member} people={people} today={today} onDone={done} onSaved={refresh} />}
      {doing?.what === 'agreed' && <AgreedForm member={member} today={today} onDone={done} onSaved={refresh} />}
    </section>
  );
}

const nameOf = ({ person }: SeatFactsFragment) => person?.name ?? 'somebody whose name you do not see';
