import { Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type AgeBand, type ProgrammeRulesQuery, SetProgrammeRuleDocument, SetSubsidyRuleDocument, SetYoungWorkerRuleDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { ageBand } from './placedWords';
import { checkKind } from './words';

interface Props {
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

type Programme = ProgrammeRulesQuery['placementProgrammes'][number];
type Number = number | string;

const orNull = (typed: Number) => (typed === '' ? null : Number(typed));
const needed = (what: string) => (value: Number) => (value === '' ? what : null);
const fromWhen = (value: string | null) => (value ? null : 'Enter from which day on');
const keeps = 'What started before that day keeps its own rule. One that begins on the same day is replaced.';

/** Says what holds for placements of a programme that start from a day on, beginning with what holds today. */
export function ProgrammeRuleForm({ programme, today, onDone, onSaved }: Props & { programme: Programme }) {
  const [set, busy] = useChange(SetProgrammeRuleDocument);
  const now = programme.rules.find(({ startsOn }) => startsOn <= today);
  const form = useForm({
    initialValues: {
      startsOn: null as string | null, leastDays: (now?.leastDays ?? '') as Number, mostDays: (now?.mostDays ?? '') as Number, leastHours: (now?.leastHours ?? '') as Number,
      leastAge: (now?.leastAge ?? '') as Number, mostAge: (now?.mostAge ?? '') as Number, checks: (now?.checks ?? []), outcomeWeeks: (now?.outcomeWeeks ?? []).join(', '), note: now?.note ?? '',
    },
    validate: { startsOn: fromWhen, outcomeWeeks: (value) => (/^(\s*\d+\s*(,|$))*$/.test(value) ? null : 'Enter numbers of weeks with commas between, such as 13, 26') },
  });
  const save = form.onSubmit(async ({ startsOn, checks, outcomeWeeks, note, ...limits }) => {
    const { data, error } = await set({
      input: {
        programme: programme.code, startsOn: startsOn ?? '', checks, note: note || null, outcomeWeeks: outcomeWeeks.split(',').filter((weeks) => weeks.trim()).map(Number),
        leastDays: orNull(limits.leastDays), mostDays: orNull(limits.mostDays), leastHours: orNull(limits.leastHours), leastAge: orNull(limits.leastAge), mostAge: orNull(limits.mostAge),
      },
    });
    const problems = problemsOf(error, data?.setProgrammeRule.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  const limit = (label: string, field: 'leastDays' | 'mostDays' | 'leastHours' | 'leastAge' | 'mostAge') => <NumberInput label={label} placeholder="Any" allowDecimal={false} min={0} clampBehavior="none" {...form.getInputProps(field)} />;
  return (
    <FormDialog title={`Set a rule: ${programme.name}`} form={form} submit={save} busy={busy} action="Set the rule" onClose={onDone}>
      <DayInput label="From" description={keeps} today={today} data-autofocus {...form.getInputProps('startsOn')} />
      <Group grow align="start">{limit('At least so many days', 'leastDays')}{limit('At most so many days', 'mostDays')}</Group>
      {limit('At least so many hours', 'leastHours')}
      <Group grow align="start">{limit('From age', 'leastAge')}{limit('Up to age', 'mostAge')}</Group>
      <Checkbox.Group label="Checks of the site" {...form.getInputProps('checks')}>
        <Stack gap="xs" mt={4}>{choices(checkKind).map(({ value, label }) => <Checkbox key={value} value={value} label={label} />)}</Stack>
      </Checkbox.Group>
      <TextInput label="An outcome is sustained after so many weeks" description="With commas between, such as 13, 26; empty for none" {...form.getInputProps('outcomeWeeks')} />
      <TextInput label="Note" maxLength={300} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

/** Says what the law says of the hours of an age band from a day on. */
export function YoungRuleForm({ band, rule, today, onDone, onSaved }: Props & { band: AgeBand; rule: ProgrammeRulesQuery['youngWorkerRules'][number] | undefined }) {
  const [set, busy] = useChange(SetYoungWorkerRuleDocument);
  const form = useForm({
    initialValues: {
      startsOn: null as string | null, mostADay: (rule ? rule.mostADay / 60 : '') as Number, mostAWeek: (rule ? rule.mostAWeek / 60 : '') as Number, earliest: rule?.earliest ?? '', latest: rule?.latest ?? '',
      mostDays: (rule?.mostDays ?? '') as Number, breakAfter: (rule ? rule.breakAfter / 60 : '') as Number, breakFor: (rule?.breakFor ?? '') as Number, note: rule?.note ?? '',
    },
    validate: {
      startsOn: fromWhen, mostADay: needed('Enter how many hours'), mostAWeek: needed('Enter how many hours'), mostDays: needed('Enter how many days'), breakAfter: needed('Enter how many hours'), breakFor: needed('Enter how many minutes'),
    },
  });
  const save = form.onSubmit(async ({ startsOn, earliest, latest, note, ...typed }) => {
    const minutes = (hours: Number) => Math.round(Number(hours) * 60);
    const { data, error } = await set({
      input: {
        ageBand: band, startsOn: startsOn ?? '', earliest, latest, note: note || null, mostADay: minutes(typed.mostADay), mostAWeek: minutes(typed.mostAWeek), mostDays: Number(typed.mostDays),
        breakAfter: minutes(typed.breakAfter), breakFor: Number(typed.breakFor),
      },
    });
    const problems = problemsOf(error, data?.setYoungWorkerRule.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  const amount = (label: string, field: 'mostADay' | 'mostAWeek' | 'mostDays' | 'breakAfter' | 'breakFor') => <NumberInput label={label} min={0} decimalScale={2} clampBehavior="none" {...form.getInputProps(field)} />;
  return (
    <FormDialog title={`Set a rule: ${ageBand[band]}`} form={form} submit={save} busy={busy} action="Set the rule" onClose={onDone}>
      <DayInput label="From" description={keeps} today={today} data-autofocus {...form.getInputProps('startsOn')} />
      <Group grow align="start"><TextInput label="Not before" placeholder="06:00" {...form.getInputProps('earliest')} /><TextInput label="Not after" placeholder="22:00" {...form.getInputProps('latest')} /></Group>
      <Group grow align="start">{amount('Hours a day', 'mostADay')}{amount('Hours a week', 'mostAWeek')}</Group>
      {amount('Days a week', 'mostDays')}
      <Group grow align="start">{amount('A break after so many hours', 'breakAfter')}{amount('Minutes of the break', 'breakFor')}</Group>
      <TextInput label="Where it is written" maxLength={300} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

/** Says what employers may be and have had to be subsidised from a day on. */
export function SubsidyRuleForm({ rule, today, onDone, onSaved }: Props & { rule: ProgrammeRulesQuery['subsidyRules'][number] | undefined }) {
  const [set, busy] = useChange(SetSubsidyRuleDocument);
  const form = useForm({
    initialValues: { startsOn: null as string | null, mostHeadcount: (rule?.mostHeadcount ?? '') as Number, mostAssistance: (rule ? rule.mostAssistance / 100 : '') as Number },
    validate: { startsOn: fromWhen, mostHeadcount: needed('Enter how many people'), mostAssistance: needed('Enter how much, in pounds') },
  });
  const save = form.onSubmit(async ({ startsOn, mostHeadcount, mostAssistance }) => {
    const { data, error } = await set({ input: { startsOn: startsOn ?? '', mostHeadcount: Number(mostHeadcount), mostAssistance: Math.round(Number(mostAssistance) * 100) } });
    const problems = problemsOf(error, data?.setSubsidyRule.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title="Set a rule: subsidies" form={form} submit={save} busy={busy} action="Set the rule" onClose={onDone}>
      <DayInput label="From" today={today} data-autofocus {...form.getInputProps('startsOn')} />
      <NumberInput label="People in the whole group, at most" min={0} thousandSeparator="," allowDecimal={false} clampBehavior="none" {...form.getInputProps('mostHeadcount')} />
      <NumberInput label="Minimal Financial Assistance of three years, at most, in pounds" prefix="£" min={0} thousandSeparator="," decimalScale={2} clampBehavior="none" {...form.getInputProps('mostAssistance')} />
      <Text size="sm" c="dimmed">What was agreed before stays. A rule that begins on the same day is replaced.</Text>
    </FormDialog>
  );
}
