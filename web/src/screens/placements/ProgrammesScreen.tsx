import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
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
import { all, counted, sentence } from '../../words/count';
import { longDay } from '../../words/date';
import { ageBand } from './placedWords';
import { PlacementsNav } from './PlacementsNav';
import { checkKind } from './words';

type Programme = ProgrammeRulesQuery['placementProgrammes'][number];
type Young = ProgrammeRulesQuery['youngWorkerRules'][number];

/** What holds for each programme today, whether it keeps names of participants, and what the law says of young workers. */
export default function ProgrammesScreen() {
  const mayRule = useMay()('MANAGE_RULES');
  const [doing, setDoing] = useState<{ programme: Programme; allow: boolean }>();
  const [{ data, error }, again] = useRead({ query: ProgrammeRulesDocument, requestPolicy: 'cache-and-network' });
  return (
    <Screen title="Programmes" note="What holds for placements that start today">
      <PlacementsNav />
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data?.placementProgrammes.map((programme) => (
        <section key={programme.code} aria-label={programme.name}>
          <Title order={2} size="h4">{programme.name}</Title>
          <Text size="sm">{ruleWords(programme)}</Text>
          {programme.rule?.note && <Text size="sm" c="dimmed">{programme.rule.note}</Text>}
          <Group gap="xs" mt={4}>
            <Text size="sm" c="dimmed">{programme.knownAsSince ? `Participants may be kept with a name since ${longDay(programme.knownAsSince)}, by ${programme.knownAsAssessment ?? 'an assessment'}` : 'No names of participants are kept'}</Text>
            {mayRule && (programme.knownAsSince
              ? <Button size="compact-xs" variant="default" aria-label={`Keep no names: ${programme.name}`} onClick={() => setDoing({ programme, allow: false })}>Keep no names</Button>
              : <Button size="compact-xs" variant="default" aria-label={`Allow names: ${programme.name}`} onClick={() => setDoing({ programme, allow: true })}>Allow names</Button>)}
          </Group>
        </section>
      ))}
      {data && (
        <section aria-label="Hours of people under 18">
          <Title order={2} size="h4">Hours of people under 18</Title>
          <Stack gap={4}>{data.youngWorkerRules.map((rule) => <Text key={rule.ageBand + rule.startsOn} size="sm">{youngWords(rule)} <Text span size="sm" c="dimmed">{rule.note}</Text></Text>)}</Stack>
        </section>
      )}
      {doing && <NamesForm {...doing} onDone={() => setDoing(undefined)} onSaved={again} />}
    </Screen>
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
function ruleWords({ rule }: Programme): string {
  if (!rule) return 'Nothing is set.';
  const { leastDays, mostDays, leastHours, leastAge, mostAge, checks, outcomeWeeks } = rule;
  return sentence([
    [leastDays && `at least ${counted(leastDays, 'day')}`, mostDays && `at most ${counted(mostDays, 'day')}`, leastHours && `at least ${counted(leastHours, 'hour')}`].filter(Boolean).join(', ') || 'any length',
    leastAge && mostAge ? `ages ${leastAge} to ${mostAge}` : leastAge ? `from ${leastAge}` : mostAge ? `up to ${mostAge}` : 'any age',
    checks.length > 0 ? `checks: ${all(checks.map((kind) => checkKind[kind].toLowerCase()))}` : 'no checks',
    outcomeWeeks.length > 0 && `an outcome is sustained after ${all(outcomeWeeks.map(String))} weeks`,
  ].filter(Boolean).join('; ')) + '.';
}

function youngWords({ ageBand: band, startsOn, mostADay, mostAWeek, earliest, latest, mostDays, breakAfter, breakFor }: Young): string {
  return `${ageBand[band]}, since ${longDay(startsOn)}: between ${earliest} and ${latest}, at most ${mostADay / 60} hours a day and ${mostAWeek / 60} a week on ${mostDays} days; a break of ${breakFor} minutes after ${breakAfter / 60} hours.`;
}
