import { Anchor, Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { GoodPracticeChoicesDocument, type GoodPracticeFactsFragment, type GoodPracticeFilter, GoodPracticesDocument, RemoveGoodPracticeDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { practiceState, practiceColour } from './words';

const GoodPracticeForm = lazy(() => import('./GoodPracticeForm'));
const ConsentForm = lazy(() => import('./PublishForms').then(({ ConsentForm: component }) => ({ default: component })));
const WithdrawForm = lazy(() => import('./PublishForms').then(({ WithdrawForm: component }) => ({ default: component })));

const withPractices = changesWith('GoodPractice');

/** What employers do well, of any network or none, and whether it may be published. */
export default function GoodPracticeTab() {
  const mayWrite = useMay()('WRITE_ENGAGEMENT');
  const [params] = useSearchParams();
  const set = useSetParam();
  const [adding, setAdding] = useState(false);
  const [state, chooseState] = useChoice('consent', practiceState);
  const [{ data }] = useRead({ query: GoodPracticeChoicesDocument });
  const sector = data?.sicSections.find(({ letter }) => letter === params.get('sector'));
  const employerId = params.get('employer');
  const topic = data?.practiceTopics.find(({ code }) => code === params.get('topic'));
  return (
    <Stack gap="sm">
      <Group gap="sm" align="end">
        <Select label="Sector" size="xs" w={240} placeholder="Any" clearable data={(data?.sicSections ?? []).map(({ letter, name }) => ({ value: letter, label: name }))} value={sector?.letter ?? null} onChange={(value) => set('sector', value)} />
        <Select label="Topic" size="xs" w={200} placeholder="Any" clearable data={(data?.practiceTopics ?? []).map(({ code, name }) => ({ value: code, label: name }))} value={topic?.code ?? null} onChange={(value) => set('topic', value)} />
        <Select label="Consent" size="xs" w={190} placeholder="Any" clearable data={choices(practiceState)} value={state} onChange={chooseState} />
        {employerId && <Button size="xs" variant="default" onClick={() => set('employer', null)}>Show those of all employers</Button>}
        {mayWrite && <Button size="xs" onClick={() => setAdding(true)}>Write up a good practice</Button>}
      </Group>
      <div>
        <Pages
          key={`${employerId ?? ''} ${sector?.letter ?? ''} ${topic?.code ?? ''} ${state ?? ''}`}
          page={(place) => <Practices filter={{ employerId, sectorIn: sector ? [sector.letter] : null, topicIn: topic ? [topic.code] : null, stateIn: state ? [state] : null }} mayWrite={mayWrite} {...place} />}
        />
      </div>
      <Suspense>{adding && <GoodPracticeForm onDone={() => setAdding(false)} />}</Suspense>
      <Text size="xs" c="dimmed">Consent is to the words as they stand: whoever changes them asks again.</Text>
    </Stack>
  );
}

interface Doing { practice: GoodPracticeFactsFragment; what: 'change' | 'consent' | 'withdraw' }

function Practices({ filter, mayWrite, after, more }: PagePlace & { filter: GoodPracticeFilter; mayWrite: boolean }) {
  const [doing, setDoing] = useState<Doing>();
  const [{ data, error }, again] = useRead({ query: GoodPracticesDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withPractices });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.goodPractices;
  if (nodes.length === 0 && after === null) return <Empty title="No good practice is here">Write up what an employer does well, so that others can do it too. It may be published once the employer agrees.</Empty>;
  const done = () => setDoing(undefined);
  return (
    <Stack gap="lg">
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'good practice')}</Text>}
      {nodes.map((practice) => <Practice key={practice.id} practice={practice} mayWrite={mayWrite} refresh={again} onDo={(what) => setDoing({ practice, what })} />)}
      {more(pageInfo)}
      <Suspense>
        {doing?.what === 'change' && <GoodPracticeForm practice={doing.practice} onDone={done} />}
        {doing?.what === 'consent' && <ConsentForm practice={doing.practice} today={data.today} onDone={done} />}
        {doing?.what === 'withdraw' && <WithdrawForm practice={doing.practice} today={data.today} onDone={done} />}
      </Suspense>
    </Stack>
  );
}

function Practice({ practice, mayWrite, refresh, onDo }: { practice: GoodPracticeFactsFragment; mayWrite: boolean; refresh: () => void; onDo: (what: Doing['what']) => void }) {
  const [remove, removing] = useChange(RemoveGoodPracticeDocument);
  const [problem, setProblem] = useState('');
  const [whole, setWhole] = useState(false);
  const button = { size: 'compact-sm', miw: 'max-content', variant: 'default' } as const;
  return (
    <section aria-label={practice.title}>
      <Group gap="xs">
        <Text fw={600}>{practice.title}</Text>
        <Badge size="sm" miw="max-content" variant="light" tt="none" color={practiceColour[practice.state]}>{practiceState[practice.state]}</Badge>
      </Group>
      <Text size="sm" c="dimmed">
        <Anchor component={Link} to={`/employers/${practice.employer.id}`} size="sm" underline="always">{practice.employer.name}</Anchor>
        {[practice.employer.sector, practice.topic?.name].filter(Boolean).map((word) => ` · ${word ?? ''}`)}
      </Text>
      <Text size="sm" lineClamp={whole ? undefined : 4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{practice.story}</Text>
      {practice.story.length > 300 && <Button size="compact-sm" variant="subtle" aria-expanded={whole} aria-label={`${whole ? 'Show less' : 'Show all'}: ${practice.title}`} onClick={() => setWhole(!whole)}>{whole ? 'Show less' : 'Show all'}</Button>}
      {practice.link && <Anchor href={practice.link} size="sm" underline="always" style={{ overflowWrap: 'anywhere' }}>{practice.link}</Anchor>}
      <Text size="sm" c="dimmed">{consentOf(practice)}</Text>
      {mayWrite && (
        <Group gap="xs" mt={4}>
          {practice.state === 'PUBLISHABLE'
            ? <Button {...button} aria-label={`Consent taken back: ${practice.title}`} onClick={() => onDo('withdraw')}>Consent taken back</Button>
            : <Button {...button} aria-label={`They agreed to publish it: ${practice.title}`} onClick={() => onDo('consent')}>They agreed to publish it</Button>}
          <Button {...button} aria-label={`Change: ${practice.title}`} onClick={() => onDo('change')}>Change</Button>
          <Button {...button} loading={removing} aria-label={`Entered by mistake: ${practice.title}`} onClick={() => void remove({ input: { id: practice.id, version: practice.version } }).then(({ data, error }) => {
            setProblem(problemsOf(error, data?.removeGoodPractice.userErrors).map(({ message }) => message).join(' '));
            refresh();
          })}>Entered by mistake</Button>
        </Group>
      )}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </section>
  );
}

function consentOf({ consentOn, consentHow, consentBy, withdrawnOn, withdrawnHow }: GoodPracticeFactsFragment): string {
  if (!consentOn) return 'Nobody has agreed to publish these words.';
  const agreed = `${consentBy?.name ?? 'Somebody whose name you do not see'} agreed on ${longDay(consentOn)}${consentHow ? `: ${consentHow}` : ''}`;
  return withdrawnOn ? `${agreed}. Taken back on ${longDay(withdrawnOn)}${withdrawnHow ? `: ${withdrawnHow}` : ''}` : agreed;
}
