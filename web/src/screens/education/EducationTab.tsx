import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ApprenticeshipFactsFragment, type CollaborationFactsFragment, EducationOfEmployerDocument, type EncounterFactsFragment, RemoveApprenticeshipDocument, RemoveCollaborationDocument, RemoveSchoolEncounterDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import MistakeForm from '../../parts/MistakeForm';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import ApprenticeshipForm from './ApprenticeshipForm';
import CollaborationForm from './CollaborationForm';
import EncounterForm from './EncounterForm';
import LevyForm from './LevyForm';
import { apprenticeshipLine, collaborationDates, collaborationKind, encounterKind, encounterLine, encounterState, party, stage, transfer } from './words';

type Doing =
  | { what: 'encounter'; record?: EncounterFactsFragment; mistake?: boolean }
  | { what: 'collaboration'; record?: CollaborationFactsFragment; mistake?: boolean }
  | { what: 'apprenticeship'; record?: ApprenticeshipFactsFragment; mistake?: boolean }
  | { what: 'levy' };

/** What an employer does with schools, colleges and training providers, and its apprenticeships. */
export default function EducationTab({ employerId }: { employerId: string }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const [doing, setDoing] = useState<Doing>();
  const filter = { employerId };
  const [{ data, error }, again] = useRead({ query: EducationOfEmployerDocument, variables: { id: employerId, encounters: filter, collaborations: filter, apprenticeships: filter }, requestPolicy: 'cache-and-network' });
  if (!data?.employer) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { today, employer } = data;
  const levy = employer.levyWord;
  const ask = mayWrite ? setDoing : undefined;
  return (
    <Stack gap="lg">
      <Section title="School encounters" none="No school encounter is recorded" more={data.schoolEncounters.pageInfo.hasNextPage} action="Record a school encounter" add={ask && (() => ask({ what: 'encounter' }))}>
        {data.schoolEncounters.nodes.map((each) => {
          const { words, colour } = encounterState(each, each.happensOn <= today);
          return (
            <Entry key={each.id} title={`${each.school}, ${longDay(each.happensOn)}`} badge={words} colour={colour}
              change={ask && (() => ask({ what: 'encounter', record: each }))} mistake={ask && (() => ask({ what: 'encounter', record: each, mistake: true }))}>
              <Text size="sm">{encounterKind[each.kind]} · {encounterLine(each)}</Text>
              {each.confirmedOn && <Text size="sm">Confirmed {longDay(each.confirmedOn)}: {each.confirmation}</Text>}
              {each.cancelledOn && <Text size="sm">Called off {longDay(each.cancelledOn)}: {each.cancelReason}</Text>}
              {each.feedback && <Text size="sm">The employer says: {each.feedback}</Text>}
            </Entry>
          );
        })}
      </Section>
      <Section title="Collaborations with providers" none="No collaboration is recorded" more={data.collaborations.pageInfo.hasNextPage} action="Record a collaboration" add={ask && (() => ask({ what: 'collaboration' }))}>
        {data.collaborations.nodes.map((each) => (
          <Entry key={each.id} title={`${each.course}, ${each.provider.name}`} badge={each.confirmedOn ? 'Confirmed' : 'Not confirmed'} colour={each.confirmedOn ? 'teal' : 'orange'}
            change={ask && (() => ask({ what: 'collaboration', record: each }))} mistake={ask && (() => ask({ what: 'collaboration', record: each, mistake: true }))}>
            <Text size="sm">{collaborationKind[each.kind]} · {collaborationDates(each)}</Text>
            {each.confirmedOn && each.confirmedBy && <Text size="sm">{party[each.confirmedBy]} confirmed it {longDay(each.confirmedOn)}</Text>}
            {each.evidence && <Text size="sm" c="dimmed">{each.evidence}</Text>}
          </Entry>
        ))}
      </Section>
      <Section title="Apprenticeships" none="No apprenticeship is recorded" more={data.apprenticeships.pageInfo.hasNextPage} action="Record apprenticeships" add={ask && (() => ask({ what: 'apprenticeship' }))}>
        {data.apprenticeships.nodes.map((each) => (
          <Entry key={each.id} title={each.standard} badge={stage[each.stage]} colour={each.stage === 'STARTED' ? 'teal' : each.stage === 'OFFERED' ? 'blue' : 'gray'}
            change={ask && (() => ask({ what: 'apprenticeship', record: each }))} mistake={ask && (() => ask({ what: 'apprenticeship', record: each, mistake: true }))}>
            <Text size="sm">{apprenticeshipLine(each)}</Text>
            {each.evidence && <Text size="sm" c="dimmed">{each.evidence}</Text>}
          </Entry>
        ))}
      </Section>
      <section aria-label="Apprenticeship levy">
        <Text fw={600}>Apprenticeship levy</Text>
        <Text size="sm" c={levy ? undefined : 'dimmed'}>
          {levy ? [levy.pays ? 'Pays the levy' : 'Does not pay the levy', levy.transfer !== 'NOT_ASKED' && `transfer: ${transfer[levy.transfer].toLowerCase()}`, levy.note, `said ${longDay(levy.saidOn)}`].filter(Boolean).join(' · ') : 'Nobody asked yet'}
        </Text>
        {ask && <Button size="compact-sm" variant="default" mt={4} onClick={() => ask({ what: 'levy' })}>Note what it says of the levy</Button>}
      </section>
      {doing && <Form doing={doing} employerId={employerId} today={today} onDone={() => setDoing(undefined)} onSaved={again} />}
    </Stack>
  );
}

function Section({ title, none, more, action, add, children }: { title: string; none: string; more: boolean; action: string; add: (() => void) | undefined; children: ReactNode[] }) {
  return (
    <section aria-label={title}>
      <Text fw={600}>{title}</Text>
      {children.length === 0 && <Text size="sm" c="dimmed">{none}</Text>}
      <Stack component="ul" gap="xs" my={4} pl="md">{children}</Stack>
      {more && <Text size="sm" c="dimmed">There are earlier ones too: see the list under Education.</Text>}
      {add && <Button size="compact-sm" variant="default" onClick={add}>{action}</Button>}
    </section>
  );
}

function Entry({ title, badge, colour, change, mistake, children }: { title: string; badge: string; colour: string; change: (() => void) | undefined; mistake: (() => void) | undefined; children: ReactNode }) {
  return (
    <li>
      <Group gap="xs">
        <Text size="sm" fw={600}>{title}</Text>
        <Badge size="sm" miw="max-content" variant="light" tt="none" color={colour}>{badge}</Badge>
      </Group>
      {children}
      {change && mistake && (
        <Group gap="xs" mt={2}>
          <Button size="compact-xs" variant="default" aria-label={`Change: ${title}`} onClick={change}>Change</Button>
          <Button size="compact-xs" variant="default" aria-label={`Entered by mistake: ${title}`} onClick={mistake}>Entered by mistake</Button>
        </Group>
      )}
    </li>
  );
}

function Form({ doing, ...rest }: { doing: Doing; employerId: string; today: string; onDone: () => void; onSaved: () => void }) {
  const [removeEncounter, first] = useChange(RemoveSchoolEncounterDocument);
  const [removeCollaboration, second] = useChange(RemoveCollaborationDocument);
  const [removeApprenticeship, third] = useChange(RemoveApprenticeshipDocument);
  const mistake = { busy: first || second || third, onDone: rest.onDone, onSaved: rest.onSaved };
  if (doing.what === 'levy') return <LevyForm {...rest} />;
  if (doing.mistake && doing.record) {
    const { id, version } = doing.record;
    const input = { input: { id, version } };
    switch (doing.what) {
      case 'encounter':
        return <MistakeForm {...mistake} what={doing.record.school} remove={() => removeEncounter(input).then(({ data, error }) => problemsOf(error, data?.removeSchoolEncounter.userErrors))}>One that was called off stays: say so under Change.</MistakeForm>;
      case 'collaboration':
        return <MistakeForm {...mistake} what={doing.record.course} remove={() => removeCollaboration(input).then(({ data, error }) => problemsOf(error, data?.removeCollaboration.userErrors))}>One that is over stays: enter its last day under Change.</MistakeForm>;
      case 'apprenticeship':
        return <MistakeForm {...mistake} what={doing.record.standard} remove={() => removeApprenticeship(input).then(({ data, error }) => problemsOf(error, data?.removeApprenticeship.userErrors))} />;
    }
  }
  switch (doing.what) {
    case 'encounter':
      return <EncounterForm encounter={doing.record} {...rest} />;
    case 'collaboration':
      return <CollaborationForm collaboration={doing.record} {...rest} />;
    case 'apprenticeship':
      return <ApprenticeshipForm apprenticeship={doing.record} {...rest} />;
  }
}
