import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { lazy, Suspense, useState } from 'react';
import { AllowKnownAsDocument, ProgrammeRulesDocument, type ProgrammeRulesQuery } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { all, counted, pounds, sentence } from '../../words/count';
import { longDay } from '../../words/date';
import { ageBand } from './placedWords';
import { PlacementsNav } from './PlacementsNav';
import { checkKind } from './words';

type Programme = ProgrammeRulesQuery['placementProgrammes'][number];
type Young = ProgrammeRulesQuery['youngWorkerRules'][number];
type SubsidyRule = ProgrammeRulesQuery['subsidyRules'][number];
type Band = 'UNDER_16' | 'FROM_16';
type Doing =
  | { what: 'names'; programme: Programme; allow: boolean }
  | { what: 'programme'; programme: Programme }
  | { what: 'young'; band: Band; rule: Young | undefined }
  | { what: 'subsidy'; rule: SubsidyRule | undefined };

const bands: Band[] = ['UNDER_16', 'FROM_16'];

const ProgrammeRuleForm = lazy(() => import('./RuleForms').then(({ ProgrammeRuleForm: form }) => ({ default: form })));
const YoungRuleForm = lazy(() => import('./RuleForms').then(({ YoungRuleForm: form }) => ({ default: form })));
const SubsidyRuleForm = lazy(() => import('./RuleForms').then(({ SubsidyRuleForm: form }) => ({ default: form })));

/** What holds for each programme, what held and what will, whether it keeps names of participants, what the law says of young workers, and who may be subsidised. */
export default function ProgrammesScreen() {
  const mayRule = useMay()('MANAGE_RULES');
  const [doing, setDoing] = useState<Doing>();
  const [{ data, error }, again] = useRead({ query: ProgrammeRulesDocument, requestPolicy: 'cache-and-network' });
  const rest = { onDone: () => setDoing(undefined), onSaved: again };
  const today = data?.today ?? '';
  const set = (what: string, next: Doing) => mayRule && <Button size="compact-xs" variant="default" aria-label={`Set a rule: ${what}`} onClick={() => setDoing(next)}>Set a rule</Button>;
  return (
    <Screen title="Programmes" note="What holds for placements by the day on which they start">
      <PlacementsNav />
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data?.placementProgrammes.map((programme) => (
        <section key={programme.code} aria-label={programme.name}>
          <Title order={2} size="h4">{programme.name}</Title>
          <Rules today={today} rules={programme.rules} words={ruleWords} />
          <Group gap="xs" mt={4}>
            <Text size="sm" c="dimmed">{programme.knownAsSince ? `Participants may be kept with a name since ${longDay(programme.knownAsSince)}, by ${programme.knownAsAssessment ?? 'an assessment'}` : 'No names of participants are kept'}</Text>
            {set(programme.name, { what: 'programme', programme })}
            {mayRule && (programme.knownAsSince
              ? <Button size="compact-xs" variant="default" aria-label={`Keep no names: ${programme.name}`} onClick={() => setDoing({ what: 'names', programme, allow: false })}>Keep no names</Button>
              : <Button size="compact-xs" variant="default" aria-label={`Allow names: ${programme.name}`} onClick={() => setDoing({ what: 'names', programme, allow: true })}>Allow names</Button>)}
          </Group>
        </section>
      ))}
      {data && (
        <section aria-label="Hours of people under 18">
          <Title order={2} size="h4">Hours of people under 18</Title>
          {bands.map((band) => {
            const rules = data.youngWorkerRules.filter((rule) => rule.ageBand === band);
            return (
              <Stack key={band} gap={4} mb="xs" align="start">
                <Text size="sm" fw={600}>{ageBand[band]}</Text>
                <Rules today={today} rules={rules} words={youngWords} />
                {set(ageBand[band], { what: 'young', band, rule: rules.find(({ startsOn }) => startsOn <= today) })}
              </Stack>
            );
          })}
        </section>
      )}
      {data && (
        <section aria-label="Subsidies">
          <Title order={2} size="h4">Subsidies</Title>
          <Stack gap={4} align="start">
            <Rules today={today} rules={data.subsidyRules} words={subsidyWords} />
            {set('subsidies', { what: 'subsidy', rule: data.subsidyRules.find(({ startsOn }) => startsOn <= today) })}
          </Stack>
        </section>
      )}
      <Suspense>
        {doing?.what === 'names' && <NamesForm {...doing} {...rest} />}
        {doing?.what === 'programme' && <ProgrammeRuleForm programme={doing.programme} today={today} {...rest} />}
        {doing?.what === 'young' && <YoungRuleForm band={doing.band} rule={doing.rule} today={today} {...rest} />}
        {doing?.what === 'subsidy' && <SubsidyRuleForm rule={doing.rule} today={today} {...rest} />}
      </Suspense>
    </Screen>
  );
}

/** What holds today, what will from a day on, and what held before, of rules that have the latest first. */
function Rules<Rule extends { startsOn: string; note?: string | null }>({ today, rules, words }: { today: string; rules: Rule[]; words: (rule: Rule) => string }) {
  const at = rules.findIndex(({ startsOn }) => startsOn <= today);
  const [now, later, earlier] = [rules[at], at < 0 ? rules : rules.slice(0, at), at < 0 ? [] : rules.slice(at + 1)];
  return (
    <>
      <Text size="sm">{now ? words(now) : 'Nothing is set.'}</Text>
      {now?.note && <Text size="sm" c="dimmed">{now.note}</Text>}
      {later.toReversed().map((rule) => <Text key={rule.startsOn} size="sm"><b>From {longDay(rule.startsOn)}</b>: {words(rule)}{rule.note && ` ${rule.note}`}</Text>)}
      {now && earlier.length > 0 && (
        <details>
          <summary><Text span size="sm">Since {longDay(now.startsOn)}; before</Text></summary>
          {earlier.map((rule) => <Text key={rule.startsOn} size="sm" c="dimmed">Since {longDay(rule.startsOn)}: {words(rule)}{rule.note && ` ${rule.note}`}</Text>)}
        </details>
      )}
    </>
  );
}

function NamesForm({ programme, allow, onDone, onSaved }: { programme: Programme; allow: boolean; onDone: () => void; onSaved: () => void }) {
  const [decide, busy] = useChange(AllowKnownAsDocument);
  const form = useForm({ initialValues: { assessment: '' }, validate: { assessment: (value) => (allow && !value.trim() ? 'Enter the reference of the impact assessment' : null) } });
  const save = form.onSubmit(async ({ assessment }) => {
    const { data, error } = await decide({ input: { programme: programme.code, assessment: allow ? assessment : null } });
    const problems = problemsOf(error, data?.allowKnownAs.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${allow ? 'Allow names' : 'Keep no names'}: ${programme.name}`} form={form} submit={save} busy={busy} action={allow ? 'Allow names' : 'Erase the names'} onClose={onDone}>
      {allow
        ? <TextInput label="Impact assessment" description="Its reference. Names stand in no message, export or search" maxLength={120} data-autofocus {...form.getInputProps('assessment')} />
        : <Text size="sm">The names of all participants of this programme are erased at once.</Text>}
    </FormDialog>
  );
}

/** A rule in a sentence. */
function ruleWords({ leastDays, mostDays, leastHours, leastAge, mostAge, checks, outcomeWeeks }: Programme['rules'][number]): string {
  return sentence([
    [leastDays && `at least ${counted(leastDays, 'day')}`, mostDays && `at most ${counted(mostDays, 'day')}`, leastHours && `at least ${counted(leastHours, 'hour')}`].filter(Boolean).join(', ') || 'any length',
    leastAge && mostAge ? `ages ${leastAge} to ${mostAge}` : leastAge ? `from ${leastAge}` : mostAge ? `up to ${mostAge}` : 'any age',
    checks.length > 0 ? `checks: ${all(checks.map((kind) => checkKind[kind].toLowerCase()))}` : 'no checks',
    outcomeWeeks.length > 0 && `an outcome is sustained after ${all(outcomeWeeks.map(String))} weeks`,
  ].filter(Boolean).join('; ')) + '.';
}

function youngWords({ mostADay, mostAWeek, earliest, latest, mostDays, breakAfter, breakFor }: Young): string {
  return `Between ${earliest} and ${latest}, at most ${mostADay / 60} hours a day and ${mostAWeek / 60} a week on ${mostDays} days; a break of ${breakFor} minutes after ${breakAfter / 60} hours.`;
}

const subsidyWords = ({ mostHeadcount, mostAssistance }: SubsidyRule) =>
  `Employers with at most ${counted(mostHeadcount, 'person', 'people')} in their whole group, and ${pounds(mostAssistance)} of Minimal Financial Assistance over three financial years.`;
