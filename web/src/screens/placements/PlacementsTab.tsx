import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link } from 'react-router';
import { type CheckKind, type OpportunityState, PlacementsOfEmployerDocument, type PlacementsOfEmployerQuery, TransitionOpportunityDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { dayAndTime, longDay, longMoment } from '../../words/date';
import CheckForm from './CheckForm';
import { InterestSection } from './InterestSection';
import OpportunityForm from './OpportunityForm';
import { RequestsSection } from './RequestsSection';
import { checkKind, found, state, stateColour, step, when } from './words';

type Opportunity = PlacementsOfEmployerQuery['opportunities']['nodes'][number];
type Site = NonNullable<PlacementsOfEmployerQuery['employer']>['sites'][number];
type Doing = { what: 'opportunity'; opportunity?: Opportunity } | { what: 'check'; site: Site; kind: CheckKind } | { what: 'step'; opportunity: Opportunity; to: OpportunityState };

/** What an employer offers, and the checks of its sites. */
export default function PlacementsTab({ employerId }: { employerId: string }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const [doing, setDoing] = useState<Doing>();
  const [{ data, error }, again] = useRead({ query: PlacementsOfEmployerDocument, variables: { id: employerId, filter: { employerId } }, requestPolicy: 'cache-and-network' });
  if (!data?.employer) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { today } = data;
  const sites = data.employer.sites.filter(({ closedOn }) => !closedOn || closedOn > today);
  const people = [...new Map(data.employer.people.filter(({ until }) => !until || until >= today).map(({ person }) => [person.id, person.name ?? 'Somebody whose name you do not see'])).entries()].map(([value, label]) => ({ value, label }));
  const done = () => setDoing(undefined);
  const add = mayWrite && sites.length > 0 && <Button size="xs" variant="default" onClick={() => setDoing({ what: 'opportunity' })}>Add opportunity</Button>;
  const { nodes } = data.opportunities;
  return (
    <Stack gap="lg">
      {nodes.length === 0
        ? <Empty title="It offers no placement yet" action={add}>{sites.length === 0 ? <>An opportunity is at a site: <Anchor component={Link} underline="always" size="sm" to={`/employers/${employerId}/sites`}>add one first</Anchor>.</> : 'An opportunity says which role it offers, for how many people, and when.'}</Empty>
        : <Group>{add}</Group>}
      {nodes.map((each) => <OneOpportunity key={each.id} opportunity={each} mayWrite={mayWrite} sites={sites} ask={setDoing} />)}
      <InterestSection employerId={employerId} today={today} />
      <RequestsSection employer={{ id: employerId, name: data.employer.name }} today={today} onSaved={again} />
      {sites.map((site) => <Checks key={site.id} site={site} today={today} mayWrite={mayWrite} ask={setDoing} />)}
      {doing?.what === 'opportunity' && <OpportunityForm opportunity={doing.opportunity} sites={sites} people={people} today={today} onDone={done} onSaved={again} />}
      {doing?.what === 'check' && <CheckForm site={doing.site} kind={doing.kind} people={people} today={today} onDone={done} onSaved={again} />}
      {doing?.what === 'step' && <StepForm opportunity={doing.opportunity} to={doing.to} today={today} onDone={done} onSaved={again} />}
    </Stack>
  );
}

function OneOpportunity({ opportunity, mayWrite, sites, ask }: { opportunity: Opportunity; mayWrite: boolean; sites: Site[]; ask: (doing: Doing) => void }) {
  const { role, places, placesLeft, programme, site, contact, needs, adjustments, missingChecks, moves } = opportunity;
  const at = sites.find(({ id }) => id === site.id);
  return (
    <section aria-label={role}>
      <Group gap="xs">
        <Anchor component={Link} underline="always" fw={600} to={`/placements/opportunities/${opportunity.id}`}>{role}</Anchor>
        <Badge size="sm" variant="light" tt="none" color={stateColour[opportunity.state]}>{state[opportunity.state]}</Badge>
      </Group>
      <Text size="sm">{programme.name} · {counted(places, 'place')}{placesLeft !== null && placesLeft < places && `, ${placesLeft === 0 ? 'none' : placesLeft} left`} · {site.name}</Text>
      <Text size="sm">{when(opportunity)}</Text>
      {contact && <Text size="sm">Placement contact: {contact.name ?? 'somebody whose name you do not see'}</Text>}
      {needs && <Text size="sm">A participant needs: {needs}</Text>}
      {adjustments && <Text size="sm">The host can adjust: {adjustments}</Text>}
      {['DRAFT', 'CHECKS', 'OPEN'].includes(opportunity.state) && missingChecks.map(({ kind, why }) => (
        <Text key={kind} size="sm" c="orange.9">
          {checkKind[kind]} {why}.{' '}
          {mayWrite && at && <Anchor component="button" type="button" size="sm" underline="always" aria-label={`Put it right: ${checkKind[kind]} for ${role}`} onClick={() => ask({ what: 'check', site: at, kind })}>Put it right</Anchor>}
        </Text>
      ))}
      {mayWrite && (
        <Group gap="xs" mt="xs">
          {opportunity.allowedTransitions.map((to) => <Button key={to} size="compact-sm" variant="default" aria-label={`${step[to]}: ${role}`} onClick={() => ask({ what: 'step', opportunity, to })}>{step[to]}</Button>)}
          <Button size="compact-sm" variant="default" aria-label={`Change ${role}`} onClick={() => ask({ what: 'opportunity', opportunity })}>Change</Button>
        </Group>
      )}
      <Stack component="ul" gap={2} mt="xs" mb={0} pl="md">
        {moves.map((move) => <Text component="li" size="sm" c="dimmed" key={`${move.recordedAt} ${move.state}`}>{state[move.state]} {move.onDay !== dayAndTime(move.recordedAt).day && `from ${longDay(move.onDay)}, recorded `}{longMoment(move.recordedAt)}{move.byItself ? ', by itself' : move.by && `, by ${move.by.name}`}{move.reason && `: ${move.reason}`}</Text>)}
      </Stack>
    </section>
  );
}

function Checks({ site, today, mayWrite, ask }: { site: Site; today: string; mayWrite: boolean; ask: (doing: Doing) => void }) {
  return (
    <section aria-label={`Checks of ${site.name}`}>
      <Text fw={600}>Checks of {site.name}</Text>
      {(Object.keys(checkKind) as CheckKind[]).map((kind) => {
        const latest = site.checks.find((each) => each.kind === kind);
        const lapsed = latest?.expiresOn != null && latest.expiresOn < today;
        return (
          <Group key={kind} gap="xs" mt={4} wrap="nowrap" align="start" justify="space-between">
            <div>
              <Group gap="xs"><Text size="sm">{checkKind[kind]}</Text>{lapsed && <Badge size="sm" variant="light" tt="none" color="red">Has run out</Badge>}</Group>
              <Text size="sm" c="dimmed">{latest ? found(latest) : 'Not checked yet'}</Text>
            </div>
            {mayWrite && <Button size="compact-sm" variant="default" miw="max-content" aria-label={`Record the check, ${checkKind[kind]} of ${site.name}`} onClick={() => ask({ what: 'check', site, kind })}>Record the check</Button>}
          </Group>
        );
      })}
    </section>
  );
}

function StepForm({ opportunity, to, today, onDone, onSaved }: { opportunity: Opportunity; to: OpportunityState; today: string; onDone: () => void; onSaved: () => void }) {
  const [move, busy] = useChange(TransitionOpportunityDocument);
  const form = useForm({
    initialValues: { onDay: today, reason: '' },
    validate: { onDay: (value) => (value ? null : 'Enter the day'), reason: (value) => (to === 'WITHDRAWN' && !value.trim() ? 'Say why it is withdrawn' : null) },
  });
  const save = form.onSubmit(async ({ onDay, reason }) => {
    const { data, error } = await move({ input: { id: opportunity.id, version: opportunity.version, state: to, onDay, reason: reason.trim() || null } });
    const problems = problemsOf(error, data?.transitionOpportunity.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${step[to]}: ${opportunity.role}`} form={form} submit={save} busy={busy} action={step[to]} onClose={onDone}>
      <DayInput label="From which day" today={today} maxDate={today} {...form.getInputProps('onDay')} />
      <TextInput label="Why" placeholder={to === 'WITHDRAWN' ? undefined : 'Only if there is something to say'} data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
