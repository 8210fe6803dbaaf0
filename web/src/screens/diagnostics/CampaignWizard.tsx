import { Alert, Anchor, Button, Group, MultiSelect, NumberInput, Select, Stack, Stepper, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterChoicesDocument, MessageTextsDocument, SendChoicesDocument, SendDiagnosticDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { type Problem, problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { addDays, longDay, onWeekday } from '../../words/date';
import { campaignKind, choices, personFunction, sendWindow, textKey } from '../../words/label';
import { pillsOf } from '../employers/address';
import { Filters } from '../employers/Filters';
import { type Draft, dropDraft, emptyDraft, inputOf, keepDraft, mistakesIn, readDraft } from './draft';
import { KindFields } from './KindFields';
import { WordsFields } from './WordsFields';

const Preview = lazy(() => import('./Preview').then(({ Preview: component }) => ({ default: component })));

const steps = ['What', 'Who', 'When', 'Words', 'Check'];

/** Which step of the wizard a field of the API belongs to. */
const stepOf: Record<string, number> = { questionnaireVersionId: 0, name: 0, kindReason: 0, audience: 1, functions: 1, contactedWithinDays: 1, sendWindow: 2, ratePerMinute: 2, closesOn: 2, reminders: 2, texts: 3 };

/** The steps of a new campaign, and its launch. */
export default function Wizard() {
  const [draft, setDraft] = useState<Draft>(readDraft);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [{ data, error }, again] = useRead({ query: SendChoicesDocument, requestPolicy: 'cache-and-network' });
  const heading = useRef<HTMLHeadingElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const [launch, busy] = useChange(SendDiagnosticDocument);
  useEffect(() => keepDraft(draft), [draft]);
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus();
  }, [problems]);
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const published = data.questionnaires.flatMap(({ key, name, published: version }) => (version ? [{ key, name, ...version }] : []));
  const full: Draft = {
    ...draft,
    questionnaireVersionId: published.some(({ id }) => id === draft.questionnaireVersionId) ? draft.questionnaireVersionId : (published.find(({ key }) => key === 'diagnostic') ?? published[0])?.id ?? '',
    closesOn: draft.closesOn && draft.closesOn > data.today ? draft.closesOn : onWeekday(addDays(data.today, 28)),
  };
  const change = (changes: Partial<Draft>) => {
    setProblems([]);
    setDraft({ ...full, ...changes });
  };
  const go = (step: number) => {
    setDraft({ ...full, step });
    requestAnimationFrame(() => heading.current?.focus());
  };
  const goOn = () => {
    const mistakes = mistakesIn(full);
    setProblems(mistakes);
    if (mistakes.length === 0) go(full.step + 1);
  };
  const wrong = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const send = async () => {
    const { data: sent, error: trouble } = await launch({ input: inputOf(full) });
    const found = problemsOf(trouble, sent?.sendDiagnostic.userErrors);
    setProblems(found);
    const campaign = sent?.sendDiagnostic.campaign;
    if (found.length > 0 || !campaign) return;
    dropDraft();
    notifications.show({ message: `Launched: ${counted(sent.sendDiagnostic.invited, 'employer')} will be asked` });
    await navigate(`/diagnostics/${campaign.id}`);
  };
  const fields: ReactNode[] = [
    <What key="what" draft={full} change={change} wrong={wrong} published={published} today={data.today} />,
    <Who key="who" draft={full} change={change} wrong={wrong} />,
    <When key="when" draft={full} change={change} wrong={wrong} today={data.today} />,
    <Words key="words" draft={full} change={change} wrong={wrong} />,
    <Check key="check" draft={full} name={published.find(({ id }) => id === full.questionnaireVersionId)?.name ?? ''} busy={busy} launch={() => void send()} />,
  ];
  return (
    <Screen title="New campaign" actions={<Button size="xs" variant="subtle" onClick={() => setDraft(emptyDraft())}>Start again</Button>}>
      <Stepper active={full.step} onStepClick={go} size="sm" iconSize={28}>{steps.map((label) => <Stepper.Step key={label} label={label} />)}</Stepper>
      <Stack gap="md" maw={760}>
        <Title order={2} tabIndex={-1} ref={heading}>{steps[full.step]}</Title>
        {problems.length > 0 && (
          <Alert role="alert" tabIndex={-1} ref={summary} color="red.9" variant="outline" title={full.step < steps.length - 1 ? 'There is a problem' : 'It was not launched'}>
            {problems.map(({ field, message }) => {
              const step = stepOf[field.split('.')[0] ?? ''];
              return <Text size="sm" key={field + message}>{message} {step !== undefined && step !== full.step && <Button size="compact-xs" variant="default" onClick={() => go(step)}>Go to “{steps[step]}”</Button>}</Text>;
            })}
          </Alert>
        )}
        {fields[full.step]}
        <Group gap="xs">
          {full.step > 0 && <Button variant="default" onClick={() => go(full.step - 1)}>Back</Button>}
          {full.step < steps.length - 1 && <Button onClick={goOn}>Continue</Button>}
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
  return (
    <>
      <Select label="Questionnaire" allowDeselect={false} data={published.map(({ id, name, number }) => ({ value: id, label: `${name}, version ${number}` }))} value={draft.questionnaireVersionId}
        onChange={(value) => value && change({ questionnaireVersionId: value })} />
      <Text size="sm"><Anchor component={Link} size="sm" to={`/diagnostics/questionnaires/${draft.questionnaireVersionId}`}>See what it asks</Anchor></Text>
      <TextInput label="Name for staff" error={wrong('name')} placeholder={`${published.find(({ id }) => id === draft.questionnaireVersionId)?.name ?? ''}, ${longDay(today)}`} value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <KindFields kind={draft.kind} reason={draft.kindReason} error={wrong('kindReason')} onChange={change} />
    </>
  );
}

function Who({ draft, change, wrong }: StepProps) {
  const [{ data: names }] = useRead({ query: FilterChoicesDocument });
  const { idIn, ...filter } = draft.audience;
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
