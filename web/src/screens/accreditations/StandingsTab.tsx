import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import {
  type AccreditationStage, type AwardFactsFragment, type ConfidentFactsFragment, type SchemeFactsFragment, SetAccreditationStageDocument, StandingsDocument, type StandingsQuery,
  VerifyAccreditationDocument,
} from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { choices, journeyStage } from '../../words/label';
import AwardForm from './AwardForm';
import Covers, { type Asked } from './Covers';
import EndForm from './EndForm';
import Practices from './Practices';
import RemoveForm from './RemoveForm';
import { awardStatus, holds, levelName, nextWords, source, stage, statusColour } from './words';

type Standing = NonNullable<StandingsQuery['employer']>['standings'][number];

/** What an employer was awarded, how far it is on its way, and what to do next, scheme by scheme. */
export default function StandingsTab({ employerId }: { employerId: string }) {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: StandingsDocument, variables: { id: employerId }, requestPolicy: 'cache-and-network' });
  if (!data?.employer) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { today, practiceTopics } = data;
  const employer = data.employer;
  return (
    <Stack gap="lg">
      {employer.standings.map((standing) => (
        <StandingOf key={standing.scheme.code} employer={employer} standing={standing} word={standing.scheme.code === 'DISABILITY_CONFIDENT' ? employer.disabilityConfidentWord : null} today={today} canWrite={may('WRITE_ENGAGEMENT')} refresh={again} />
      ))}
      <Practices employerId={employerId} written={data.goodPractices.nodes} practices={employer.practices} topics={practiceTopics} today={today} canWrite={may('WRITE_ENGAGEMENT')} refresh={again} />
    </Stack>
  );
}

/** What the employer said of itself in a diagnostic. It is neither an award nor a stage: whoever may read the answers sees it and asks. */
type Word = ConfidentFactsFragment | null | undefined;

type Doing = { what: 'record' } | { what: 'renew' | 'correct' | 'end' | 'remove'; award: AwardFactsFragment };

function StandingOf({ employer, standing, word, today, canWrite, refresh }: { employer: Asked; standing: Standing; word: Word; today: string; canWrite: boolean; refresh: () => void }) {
  const { scheme, current, awards, covers } = standing;
  const employerId = employer.id;
  const [doing, setDoing] = useState<Doing>();
  const earlier = awards.filter(({ id }) => id !== current?.id);
  const done = () => setDoing(undefined);
  return (
    <section aria-label={scheme.name}>
      <Group gap="xs">
        <Text fw={600}>{scheme.name}</Text>
        {current && <Badge size="sm" variant="light" tt="none" color={statusColour[current.status]}>{awardStatus[current.status]}</Badge>}
      </Group>
      {current ? <Award scheme={scheme} award={current} /> : <Text size="sm" c="dimmed">{standing.stage === 'NOT_DISCUSSED' ? 'Nothing is recorded' : `${stage[standing.stage]}${standing.stageSince ? ` since ${longDay(standing.stageSince)}` : ''}`}</Text>}
      {word && <Text size="sm" c="dimmed">The employer said in a diagnostic on {longDay(word.saidOn)}: {journeyStage[word.stage]}{word.until && `, until ${longDay(word.until)}`}. Nobody has seen a certificate.</Text>}
      {standing.listings.length > 0 && <Listings standing={standing} />}
      {standing.nextStep !== 'NONE' && <Text size="sm">Next: {nextWords(scheme, current?.level, standing.nextStep)}</Text>}
      {canWrite && (
        <Group gap="xs" mt={4} align="end">
          {current
            ? <CurrentActions scheme={scheme} award={current} refresh={refresh} ask={setDoing} />
            : <Stage employerId={employerId} standing={standing} refresh={refresh} />}
          <Button size="compact-sm" variant="default" aria-label={`Record an award of ${scheme.name}`} onClick={() => setDoing({ what: 'record' })}>Record an award</Button>
        </Group>
      )}
      <Covers employer={employer} scheme={scheme} covers={covers} today={today} canWrite={canWrite} refresh={refresh} />
      {earlier.length > 0 && (
        <Stack component="ul" gap={2} mt={6} mb={0} pl="md">
          {earlier.map((award) => (
            <li key={award.id}>
              <Award scheme={scheme} award={award} />
              {canWrite && <Button size="compact-xs" variant="subtle" aria-label={`Correct the award of ${longDay(award.awardedOn)}`} onClick={() => setDoing({ what: 'correct', award })}>Correct</Button>}
            </li>
          ))}
        </Stack>
      )}
      {doing?.what === 'end' && <EndForm award={doing.award} name={scheme.name} today={today} onDone={done} onSaved={refresh} />}
      {doing?.what === 'remove' && <RemoveForm award={doing.award} name={scheme.name} onDone={done} onSaved={refresh} />}
      {doing && doing.what !== 'end' && doing.what !== 'remove' && (
        <AwardForm employerId={employerId} scheme={scheme} award={doing.what === 'correct' ? doing.award : undefined} renews={doing.what === 'renew' ? doing.award : undefined} today={today} onDone={done} onSaved={refresh} />
      )}
    </section>
  );
}

/** On which published lists the employer stood, and at which level: the latest, the others where somebody asks. */
function Listings({ standing: { scheme, listings } }: { standing: Standing }) {
  const [all, setAll] = useState(false);
  const shown = all ? listings : listings.slice(0, 1);
  return (
    <>
      <Text size="sm" c="dimmed">On the published list of {shown.map(({ listedOn, level }) => [longDay(listedOn), levelName(scheme, level)].filter(Boolean).join(', ')).join('; ')}</Text>
      {listings.length > 1 && (
        <Button size="compact-xs" variant="subtle" aria-expanded={all} aria-label={`${all ? 'Latest list only' : `All ${listings.length} lists`}: ${scheme.name}`} onClick={() => setAll(!all)}>{all ? 'Latest list only' : `All ${listings.length} lists`}</Button>
      )}
    </>
  );
}

function Award({ scheme, award }: { scheme: SchemeFactsFragment; award: AwardFactsFragment }) {
  return (
    <>
      <Text size="sm">{[levelName(scheme, award.level), `awarded ${longDay(award.awardedOn)}`, holds(award)].filter(Boolean).join(' · ')}</Text>
      <Text size="sm" c="dimmed">
        {[source[award.source], award.verifiedOn && `verified ${longDay(award.verifiedOn)}${award.verifiedBy ? ` by ${award.verifiedBy.name}` : ''}`, award.reference].filter(Boolean).join(' · ')}
      </Text>
    </>
  );
}

function CurrentActions({ scheme, award, refresh, ask }: { scheme: SchemeFactsFragment; award: AwardFactsFragment; refresh: () => void; ask: (doing: Doing) => void }) {
  const [verify, verifying] = useChange(VerifyAccreditationDocument);
  const [problem, setProblem] = useState('');
  const tell = (problems: { message: string }[]) => {
    setProblem(problems.map(({ message }) => message).join(' '));
    refresh();
  };
  const which = { id: award.id, version: award.version };
  const button = (label: string, act: () => void, loading = false) => (
    <Button size="compact-sm" variant="default" loading={loading} aria-label={`${label}: ${scheme.name}`} onClick={act}>{label}</Button>
  );
  return (
    <>
      {!award.endedOn && button('Renew or move up', () => ask({ what: 'renew', award }))}
      {!award.verifiedOn && button('I have seen the certificate', () => void verify({ input: which }).then(({ data, error }) => tell(problemsOf(error, data?.verifyAccreditation.userErrors))), verifying)}
      {button('Correct', () => ask({ what: 'correct', award }))}
      {!award.endedOn && button('It has ended', () => ask({ what: 'end', award }))}
      {button('Entered by mistake', () => ask({ what: 'remove', award }))}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </>
  );
}

function Stage({ employerId, standing, refresh }: { employerId: string; standing: Standing; refresh: () => void }) {
  const [set, busy] = useChange(SetAccreditationStageDocument);
  const [problem, setProblem] = useState('');
  async function change(to: string | null) {
    if (!to || to === standing.stage) return;
    const { data, error } = await set({ input: { employerId, scheme: standing.scheme.code, stage: to as AccreditationStage } });
    setProblem(problemsOf(error, data?.setAccreditationStage.userErrors).map(({ message }) => message).join(' '));
    refresh();
  }
  return (
    <>
      <Select size="xs" w={190} aria-label={`How far they are with ${standing.scheme.name}`} allowDeselect={false} disabled={busy} data={choices(stage)} value={standing.stage} onChange={(to) => void change(to)} />
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </>
  );
}
