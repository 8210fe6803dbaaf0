import { Alert, Button, Fieldset, Group, List, Radio, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { MergeEmployersDocument, type MergePreviewQuery } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { Undo } from '../../parts/Undo';
import { number } from '../../words/count';
import { type Chosen, type Field, fieldLabel, said, sideOf } from './choice';
import classes from './Merge.module.css';
import { useUndoMerge } from './useUndoMerge';

type Preview = MergePreviewQuery['mergePreview'];

/** Both records side by side: whose word stands, what moves, what to look at, why; and the button that merges them. */
export function MergeForm({ preview, swap, again }: { preview: Preview; swap: () => void; again: () => void }) {
  const { keep, other, fields } = preview;
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen>({});
  const [merge, busy] = useChange(MergeEmployersDocument);
  const [undo] = useUndoMerge();
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: (value) => (value.trim() ? null : 'Say why they are one employer') } });
  const differing = fields.filter(({ differs }) => differs);

  const save = form.onSubmit(async ({ reason }) => {
    const choices = differing.map((field) => ({ field: field.key, side: sideOf(field, chosen, keep.id) }));
    const { data, error } = await merge({ input: { keepEmployerId: keep.id, keepVersion: keep.version, otherEmployerId: other.id, otherVersion: other.version, choices, reason } });
    const payload = data?.mergeEmployers;
    const problems = problemsOf(error, payload?.userErrors);
    if (problems.length > 0) {
      showProblems(form, problems);
      again();
      return;
    }
    const made = payload?.merge;
    if (made) {
      notifications.show({
        id: made.id,
        message: <Undo words={`Merged with ${made.otherName}`} undo={() => {
          notifications.hide(made.id);
          // What would be overwritten is told in the history.
          void undo(made.id).then((lost) => lost.length > 0 && navigate(`/employers/${keep.id}/history`));
        }} />,
      });
    }
    void navigate(`/employers/${keep.id}`);
  });

  return (
    <form onSubmit={save} noValidate>
      <Stack gap="lg">
        <ProblemSummary form={form} />
        <div className={classes.pair}>
          <Side words="Stays" employer={keep} />
          <Button variant="default" size="xs" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={swap}>Swap</Button>
          <Side words="Is merged" employer={other} />
        </div>
        <Conflicts conflicts={preview.conflicts} />
        <Stack gap="xs">
          <Title order={2}>{differing.length > 0 ? 'Choose what is right' : 'Both say the same'}</Title>
          {differing.map((field) => (
            <Choice key={field.key} field={field} side={sideOf(field, chosen, keep.id)} names={{ KEEP: keep.name, OTHER: other.name }}
              choose={(side) => setChosen({ ...chosen, [field.key]: side === 'KEEP' ? keep.id : other.id })} />
          ))}
          <Same fields={fields} />
        </Stack>
        <Moving counts={preview.counts} />
        <Textarea label="Why are they one employer?" description="It stays in the history." autosize minRows={2} maxLength={1000} maw={640} {...form.getInputProps('reason')} />
        <Group gap="xs">
          <Button type="submit" loading={busy}>Merge records</Button>
          <Button variant="default" component={Link} to={`/employers/${keep.id}`}>Cancel</Button>
        </Group>
      </Stack>
    </form>
  );
}

function Side({ words, employer }: { words: string; employer: Preview['keep'] }) {
  return (
    <div>
      <Text size="xs" c="dimmed">{words}</Text>
      <Text fw={600}>{employer.name}</Text>
    </div>
  );
}

function Choice({ field, side, names, choose }: { field: Field; side: Field['stands']; names: Record<Field['stands'], string>; choose: (side: Field['stands']) => void }) {
  const option = (value: Field['stands'], text: string | null) => (
    <Radio name={field.key} value={value} checked={side === value} onChange={() => choose(value)} label={said(field.key, text)} description={field.key === 'name' ? undefined : names[value]} className={classes.option} />
  );
  return (
    <Fieldset legend={fieldLabel(field)} p="xs" className={classes.choice}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {option('KEEP', field.keep)}
        {option('OTHER', field.other)}
      </SimpleGrid>
    </Fieldset>
  );
}

function Same({ fields }: { fields: Field[] }) {
  const same = fields.filter(({ differs, keep }) => !differs && keep !== null);
  if (same.length === 0) return null;
  return <Text size="sm" c="dimmed">The same in both: {same.map((field) => `${fieldLabel(field).toLowerCase()} (${said(field.key, field.keep)})`).join(', ')}.</Text>;
}

function Conflicts({ conflicts }: { conflicts: Preview['conflicts'] }) {
  if (conflicts.length === 0) return null;
  return (
    <Alert color="orange.9" variant="outline" icon={<IconAlertTriangle aria-hidden />} title="Look at this first">
      <List size="sm" listStyleType="none">
        {conflicts.map(({ text }) => <List.Item key={text}>{text}</List.Item>)}
      </List>
    </Alert>
  );
}

function Moving({ counts }: { counts: Preview['counts'] }) {
  const moving = counts.filter(({ moves }) => moves > 0);
  const staying = counts.filter(({ stays }) => stays > 0);
  return (
    <Stack gap="xs" component="section" aria-label="What moves">
      <Title order={2}>What moves</Title>
      {moving.length === 0 ? <Text size="sm">Nothing hangs on the record that is merged.</Text> : (
        <List size="sm">
          {moving.map(({ noun, label, moves }) => <List.Item key={noun}>{label.charAt(0).toUpperCase() + label.slice(1)}: {number(moves)}</List.Item>)}
        </List>
      )}
      {staying.map(({ noun, label, stays }) => <Text key={noun} size="sm">{label.charAt(0).toUpperCase() + label.slice(1)} kept with the old record, since the record that stays has the same: {number(stays)}</Text>)}
      <Text size="sm" c="dimmed">Nothing is lost: the merge can be undone in the history of the record that stays.</Text>
    </Stack>
  );
}
