import { Alert, Anchor, Badge, Button, Group, MultiSelect, NumberInput, Select, Stack, Stepper, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type CampaignDraftFragment, CampaignDraftDocument, type CampaignDraftQuery, LaunchCampaignDocument, MessageTextsDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { type Problem, problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { addDays, longDay } from '../../words/date';
import { campaignKind, campaignState, choices, personFunction, sendWindow, textKey } from '../../words/label';
import { pillsOf } from '../employers/address';
import { Filters } from '../employers/Filters';
import { useFilterNames } from '../employers/names';
import { DiscardDraft } from './DiscardDraft';
import { type Draft, draftOf, inputOf, mistakesIn, type Step, steps } from './draft';
import { KindFields } from './KindFields';
import { type Standing, useSavedDraft } from './useSavedDraft';
import { WordsFields } from './WordsFields';

const Preview = lazy(() => import('./Preview').then(({ Preview: component }) => ({ default: component })));

const stepWords: Record<Step, string> = { what: 'What', who: 'Who', when: 'When', words: 'Words', check: 'Check' };
const standingWords: Record<Standing, string> = { saved: 'Saved', saving: 'Saving', refused: 'Not saved', conflict: 'Not saved' };

/** Which step of the wizard a field of the API belongs to. */
const stepOf: Record<string, Step> = {
  questionnaireVersionId: 'what', name: 'what', kindReason: 'what', audience: 'who', filter: 'who', functions: 'who', contactedWithinDays: 'who', sendWindow: 'when', ratePerMinute: 'when', closesOn: 'when',
  reminders: 'when', texts: 'words',
};

/** The steps of a campaign that is being set up, and its launch. What is changed is kept by the hub as one goes. */
export default function CampaignWizard({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: CampaignDraftDocument, variables: { id }, requestPolicy: 'network-only' });
  const [theirs, setTheirs] = useState<CampaignDraftFragment>();
  if (!data?.campaign) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  return <Steps key={theirs?.version} campaign={theirs ?? data.campaign} choices={data} reopen={setTheirs} />;
}

function Steps({ campaign, choices: { today, questionnaires }, reopen }: { campaign: CampaignDraftFragment; choices: Pick<CampaignDraftQuery, 'today' | 'questionnaires'>; reopen: (theirs: CampaignDraftFragment | undefined) => void }) {
  const [draft, setDraft] = useState(() => draftOf(campaign));
  const [problems, setProblems] = useState<Problem[]>([]);
  const { standing, problems: refused, theirs, flush, touch } = useSavedDraft(campaign, draft);
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [launch, busy] = useChange(LaunchCampaignDocument);
  const step = steps.find((each) => each === params.get('step')) ?? 'what';
  const at = steps.indexOf(step);
  const wrongs = problems.length > 0 ? problems : refused;
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus();
  }, [problems]);
  const published = questionnaires.flatMap(({ name, published: version }) => (version ? [{ name, ...version }] : []));
  const change = (changes: Partial<Draft>) => {
    setProblems([]);
    touch();
    setDraft({ ...draft, ...changes });
  };
  const go = (to: Step | undefined) => {
    if (!to) return;
    void flush(draft);
    setParams({ step: to });
    requestAnimationFrame(() => heading.current?.focus());
  };
  const goOn = () => {
    const mistakes = mistakesIn(step, draft);
    setProblems(mistakes);
    if (mistakes.length === 0) go(steps[at + 1]);
  };
  const wrong = (field: string) => wrongs.find((problem) => problem.field === field)?.message;
  const send = async () => {
    const { version, problems: unsaved } = await flush(draft);
    if (unsaved.length > 0) return setProblems(unsaved);
    const { data: sent, error: trouble } = await launch({ input: { campaignId: campaign.id, version } });
    setProblems(problemsOf(trouble, sent?.launchCampaign.userErrors));
    if (!sent?.launchCampaign.campaign) return;
    notifications.show({ message: `Launched: ${counted(sent.launchCampaign.invited, 'employer')} will be asked` });
    await navigate(`/diagnostics/${campaign.id}`, { replace: true });
  };
  const fields: Record<Step, () => ReactNode> = {
    what: () => <What draft={draft} change={change} wrong={wrong} published={published} today={today} />,
    who: () => <Who draft={draft} change={change} wrong={wrong} />,
    when: () => <When draft={draft} change={change} wrong={wrong} today={today} />,
    words: () => <Words draft={draft} change={change} wrong={wrong} />,
    check: () => <Check draft={draft} name={published.find(({ id }) => id === draft.questionnaireVersionId)?.name ?? campaign.questionnaireName} busy={busy} launch={() => void send()} />,
  };
  return (
    <Screen title={draft.name.trim() || 'New campaign'}
      badge={<Badge variant="light" tt="none">{campaignState.DRAFT}</Badge>}
      note={<span role="status">{standingWords[standing]}</span>}
      actions={<DiscardDraft id={campaign.id} ready={async () => (await flush(draft)).version} />}>
      {standing === 'conflict' && (
        <Alert role="alert" color="orange.9" variant="outline" title={`${theirs?.launchedBy?.name ?? 'Somebody else'} changed this draft meanwhile`}>
          <Text size="sm">What you changed last was not saved, and nothing you change now will be. <Button size="compact-xs" variant="default" onClick={() => reopen(theirs)}>Show it as it is now</Button></Text>
        </Alert>
      )}
      <Stepper active={at} onStepClick={(to) => go(steps[to])} size="sm" iconSize={28}>{steps.map((each) => <Stepper.Step key={each} label={stepWords[each]} />)}</Stepper>
      <Stack gap="md" maw={760}>
        <Title order={2} tabIndex={-1} ref={heading}>{stepWords[step]}</Title>
        {wrongs.length > 0 && (
          <Alert role="alert" tabIndex={-1} ref={summary} color="red.9" variant="outline" title={problems.length === 0 ? 'It was not saved' : step === 'check' ? 'It was not launched' : 'There is a problem'}>
            {wrongs.map(({ field, message }) => {
              const where = stepOf[field.split('.')[0] ?? ''];
              return <Text size="sm" key={field + message}>{message} {where && where !== step && <Button size="compact-xs" variant="default" onClick={() => go(where)}>Go to “{stepWords[where]}”</Button>}</Text>;
            })}
          </Alert>
        )}
        {fields[step]()}
        <Group gap="xs">
          {at > 0 && <Button variant="default" onClick={() => go(steps[at - 1])}>Back</Button>}
          {at < steps.length - 1 && <Button onClick={goOn}>Continue</Button>}
        </Group>
      </Stack>
    </Screen>
  );
}

interface StepProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** What is wrong with a field of the API, in words. */
  wrong: (field: string) => string | undefined;
}

function What({ draft, change, wrong, published, today }: StepProps & { published: { id: string; name: string; number: number }[]; today: string }) {
  const nameOf = (id: string) => published.find((each) => each.id === id)?.name ?? '';
  // A name that begins with its questionnaire follows it.
  const renamed = (from: string, to: string) => (from !== '' && draft.name.startsWith(`${from}, `) ? to + draft.name.slice(from.length) : draft.name);
  return (
    <>
      <Select label="Questionnaire" allowDeselect={false} data={published.map(({ id, name, number }) => ({ value: id, label: `${name}, version ${number}` }))} value={draft.questionnaireVersionId}
        onChange={(value) => value && change({ questionnaireVersionId: value, name: renamed(nameOf(draft.questionnaireVersionId), nameOf(value)) })} />
      <Text size="sm"><Anchor component={Link} size="sm" to={`/diagnostics/questionnaires/${draft.questionnaireVersionId}`}>See what it asks</Anchor></Text>
      <TextInput label="Name for staff" error={wrong('name')} placeholder={`${nameOf(draft.questionnaireVersionId)}, ${longDay(today)}`} value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <KindFields kind={draft.kind} reason={draft.kindReason} error={wrong('kindReason')} onChange={change} />
    </>
  );
}

function Who({ draft, change, wrong }: StepProps) {
  const { idIn, ...filter } = draft.audience;
  const names = useFilterNames(filter);
  const pills = pillsOf(filter, names);
  return (
    <>
      {idIn ? (
        <Group gap="xs">
          <Text size="sm">{counted(idIn.length, 'chosen employer')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => change({ audience: filter })}>Use a filter instead</Button>
        </Group>
      ) : (
        <Group gap="xs">
          <Text size="sm">Employers: {[filter.search && `“${filter.search}”`, ...pills.map(({ words }) => words)].filter(Boolean).join(', ') || 'all of them'}</Text>
          <Filters filter={filter} names={names} onChange={(changes) => change({ audience: { ...filter, ...changes } })} />
        </Group>
      )}
      <MultiSelect label="Whom to ask at each" description="In this order: the first with an address that works gets it" data={choices(personFunction)} error={wrong('functions')} value={draft.functions} onChange={(value) => change({ functions: value })} />
      <NumberInput label="Leave out employers that a partner contacted in the last so many days" description="Not where they asked for it. Empty leaves nobody out." min={0} max={366} w={320} value={draft.contactedWithinDays} onChange={(value) => change({ contactedWithinDays: value })} />
    </>
  );
}

function When({ draft, change, wrong, today }: StepProps & { today: string }) {
  const after = (n: number, value: number | string) => change({ after: [0, 1].map((each) => (each === n ? value : draft.after[each] ?? '')) });
  return (
    <>
      <Select label="Messages go out" allowDeselect={false} data={choices(sendWindow)} value={draft.sendWindow} onChange={(value) => value && change({ sendWindow: value })} description="Never on a bank holiday, unless at any time" />
      <DayInput label="Last day for answers" today={today} minDate={addDays(today, 1)} error={wrong('closesOn')} value={draft.closesOn} onChange={(value) => change({ closesOn: value })} />
      <NumberInput label="Messages a minute at most" description="Empty: as fast as the hub may send" min={1} max={10000} w={320} error={wrong('ratePerMinute')} value={draft.ratePerMinute} onChange={(value) => change({ ratePerMinute: value })} />
      <Title order={3}>Reminders to those who have not answered</Title>
      <Text size="sm" c="dimmed">At most three, at least 3 working days apart. Leave one empty to do without it.</Text>
      {[0, 1].map((n) => <NumberInput key={n} label={`${n === 0 ? 'First' : 'Second'} reminder, working days after the message before it`} min={3} max={60} w={320} value={draft.after[n] ?? ''} onChange={(value) => after(n, value)} />)}
      <NumberInput label="Last reminder, working days before the closing day" min={1} max={20} w={320} value={draft.before} onChange={(value) => change({ before: value })} />
    </>
  );
}

function Words({ draft, change }: StepProps) {
  const [{ data, error }, again] = useRead({ query: MessageTextsDocument });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  return data.messageTexts.map((text) => {
    const { [text.key]: own, ...others } = draft.texts;
    return (
      <Stack key={text.key} gap="xs" component="section" aria-label={textKey[text.key]}>
        <Title order={3}>{textKey[text.key]}</Title>
        {own ? (
          <>
            <WordsFields text={text} versionId={draft.questionnaireVersionId} {...own} onChange={(words) => change({ texts: { ...draft.texts, [text.key]: words } })} />
            <Button size="xs" variant="default" w="fit-content" onClick={() => change({ texts: others })}>Use the standing words</Button>
          </>
        ) : (
          <Group gap="xs"><Text size="sm">{text.subject}</Text><Button size="compact-sm" variant="default" aria-label={`Write other words: ${textKey[text.key]}`} onClick={() => change({ texts: { ...draft.texts, [text.key]: { subject: text.subject, body: text.body } } })}>Write other words</Button></Group>
        )}
      </Stack>
    );
  });
}

function Check({ draft, name, busy, launch }: { draft: Draft; name: string; busy: boolean; launch: () => void }) {
  const input = inputOf(draft);
  const planned = input.reminders ?? [];
  const facts = [
    ['Questionnaire', name],
    ['What it is', campaignKind[draft.kind] + (draft.kind === 'MARKETING' ? '' : `: ${draft.kindReason || 'no reason given yet'}`)],
    ['Whom', draft.functions.map((each) => personFunction[each]).join(', then ')],
    ['Goes out', sendWindow[draft.sendWindow] + (input.ratePerMinute ? `, at most ${input.ratePerMinute} a minute` : '')],
    ['Closes', draft.closesOn ? longDay(draft.closesOn) : ''],
    ['Reminders', planned.length === 0 ? 'none' : planned.map(({ afterWorkingDays, beforeWorkingDays }) => (afterWorkingDays ? `${afterWorkingDays} working days later` : `${beforeWorkingDays} working days before the end`)).join(', ')],
    ['Words', input.texts?.length ? `own: ${input.texts.map(({ key }) => textKey[key]).join(', ')}` : 'the standing ones'],
  ];
  return (
    <>
      <dl>{facts.map(([term, words]) => <Group key={term} gap="xs" align="start"><Text component="dt" size="sm" c="dimmed" w={110}>{term}</Text><Text component="dd" size="sm" m={0}>{words}</Text></Group>)}</dl>
      <Suspense fallback={<Loading />}>
        <Preview input={input}>{(willReceive) => <Group><Button loading={busy} disabled={willReceive === 0} onClick={launch}>{willReceive === 0 ? 'Nobody to send it to' : `Launch: ask ${counted(willReceive, 'employer')}`}</Button></Group>}</Preview>
      </Suspense>
    </>
  );
}
