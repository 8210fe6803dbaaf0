import { Badge, Button, Checkbox, Group, NumberInput, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { SchemeRulesDocument, type SchemeRulesQuery, SetSchemeRuleDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { showProblems } from '../../parts/ProblemSummary';
import classes from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';

type Scheme = SchemeRulesQuery['schemes'][number];
type Level = Scheme['levels'][number];
type Rule = Level['rules'][number];

const titleOf = (scheme: Scheme, { level, name }: Level) => (scheme.levels.length === 1 ? scheme.name : `${scheme.name}, level ${level} ${name}`);

/** How long awards of each scheme last and what may follow them, with what is announced and has no first day yet. */
export default function SchemeRules() {
  const [{ data, error }, again] = useRead({ query: SchemeRulesDocument, requestPolicy: 'cache-and-network' });
  const [changing, change] = useState<{ rule: Rule; title: string }>();
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { today } = data;
  return (
    <section aria-labelledby="schemes">
      <Title order={2} id="schemes" mb="xs">Accreditation schemes</Title>
      <Text size="sm" mb="sm">What holds for an award is what held on the day on which it was made.</Text>
      <Table verticalSpacing="xs" className={classes.table} aria-labelledby="schemes">
        <Table.Thead><Table.Tr><Table.Th>Award</Table.Th><Table.Th>From</Table.Th><Table.Th>Lasts</Table.Th><Table.Th className={classes.wide}>What follows</Table.Th><Table.Th><VisuallyHidden>Change</VisuallyHidden></Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {data.schemes.flatMap((scheme) => scheme.levels.flatMap((level) => level.rules.map((rule) => (
            <Table.Tr key={rule.id}>
              <Table.Td>{titleOf(scheme, level)}{rule.note && <Text size="xs" c="dimmed">{rule.note}</Text>}</Table.Td>
              <Table.Td>{rule.startsOn ? longDay(rule.startsOn) : <Badge size="sm" variant="default" tt="none">Not known yet</Badge>}</Table.Td>
              <Table.Td>{rule.months ? counted(rule.months, 'month') : 'Open'}</Table.Td>
              <Table.Td className={classes.wide}>{rule.renewable ? 'Can be renewed' : 'Moves up only'}</Table.Td>
              <Table.Td ta="right"><Button size="compact-sm" variant="subtle" aria-label={`Change the rule of ${titleOf(scheme, level)}${rule.startsOn ? ` from ${longDay(rule.startsOn)}` : ' that was announced'}`} onClick={() => change({ rule, title: titleOf(scheme, level) })}>Change</Button></Table.Td>
            </Table.Tr>
          ))))}
        </Table.Tbody>
      </Table>
      {changing && <RuleForm {...changing} today={today} onDone={() => change(undefined)} onSaved={again} />}
    </section>
  );
}

function RuleForm({ rule, title, today, onDone, onSaved }: { rule: Rule; title: string; today: string; onDone: () => void; onSaved: () => void }) {
  const [set, busy] = useChange(SetSchemeRuleDocument);
  const form = useForm<{ startsOn: string | null; months: number | string; renewable: boolean; inOrder: boolean }>({
    initialValues: { startsOn: rule.startsOn, months: rule.months ?? '', renewable: rule.renewable, inOrder: rule.inOrder },
  });
  const save = form.onSubmit(async ({ months, ...values }) => {
    const { data, error } = await set({ input: { id: rule.id, version: rule.version, ...values, months: months === '' ? null : Number(months) } });
    const problems = problemsOf(error, data?.setSchemeRule.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={title} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Group grow align="start">
        <DayInput label="Holds from" placeholder="Not known yet" clearable today={today} {...form.getInputProps('startsOn')} />
        <NumberInput label="Months that an award lasts" placeholder="Open" data-autofocus min={1} max={240} allowDecimal={false} clampBehavior="none" {...form.getInputProps('months')} />
      </Group>
      <Checkbox label="An award can be renewed" {...form.getInputProps('renewable', { type: 'checkbox' })} />
      <Checkbox label="The level below comes first" {...form.getInputProps('inOrder', { type: 'checkbox' })} />
    </FormDialog>
  );
}
