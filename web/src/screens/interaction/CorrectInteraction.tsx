import { Button, Drawer, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type InteractionToCorrectQuery, InteractionToCorrectDocument, UpdateInteractionDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FieldChanges } from '../../parts/FieldChanges';
import { Loading } from '../../parts/Loading';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMoment } from '../../words/date';
import type { Draft } from './draft';
import { How, Rest } from './InteractionFields';

type Logged = Extract<InteractionToCorrectQuery['node'], { __typename: 'Interaction' }>;

/** Finishes a draft, or corrects what was logged: what it said before stays, and is shown below. */
export default function CorrectInteraction({ id, onDone }: { id: string; onDone: () => void }) {
  const [{ data, error }, again] = useRead({ query: InteractionToCorrectDocument, variables: { id }, requestPolicy: 'network-only' });
  const interaction = data?.node?.__typename === 'Interaction' ? data.node : undefined;
  const title = interaction?.state === 'DRAFT' ? 'Finish the draft' : 'Correct the interaction';
  return (
    <Drawer opened onClose={onDone} position="right" size="md" title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {interaction && data && <Form interaction={interaction} today={data.today} onDone={onDone} />}
      {!interaction && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
    </Drawer>
  );
}

const valuesOf = ({ channel, happenedOn, themes, summary, visibility, askedFor, people, employers }: Logged): Draft => ({
  employer: employers[0] ?? null, channel, happenedOn, themes, summary: summary ?? '', visibility, askedFor, personIds: people.map(({ id }) => id), followUp: { title: '', dueOn: '' },
});

function Form({ interaction, today, onDone }: { interaction: Logged; today: string; onDone: () => void }) {
  const [read, setRead] = useState({ version: interaction.version, state: interaction.state });
  const [update, busy] = useChange(UpdateInteractionDocument);
  const form = useForm<Draft>({
    initialValues: valuesOf(interaction),
    validate: {
      summary: (value) => (value.trim() ? null : 'Say what happened'),
      happenedOn: (value) => (value ? (value > today ? 'Choose today or a day before' : null) : 'Choose the day it happened'),
    },
  });
  const draft = read.state === 'DRAFT';

  const save = (finish: boolean) => form.onSubmit(async ({ channel, happenedOn, themes, summary, visibility, askedFor, personIds }) => {
    const { data, error } = await update({
      input: { id: interaction.id, version: read.version, channel, happenedOn, themes, summary: summary.trim(), visibility, askedFor, personIds, state: finish ? 'COMPLETE' : undefined },
    });
    const problems = problemsOf(error, data?.updateInteraction.userErrors);
    const now = data?.updateInteraction.interaction;
    if (problems.length === 0) {
      notifications.show({ message: finish ? 'Finished: it counts as a contact now.' : draft ? 'The draft is kept.' : 'Corrected. What it said before stays in its history.' });
      return onDone();
    }
    if (now && now.version !== read.version) {
      setRead({ version: now.version, state: now.state });
      return form.setErrors({ '': `Somebody changed this meanwhile${now.summary ? `; it says now: ${now.summary}` : ''}. What you typed is still here: save again to keep it.` });
    }
    return showProblems(form, problems);
  })();

  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault();
      save(draft);
    }}>
      <Stack gap="md">
        <ProblemSummary form={form} />
        <Text size="sm" fw={600}>{interaction.employers.map(({ name }) => name).join(', ')}</Text>
        <Textarea label="What happened" autosize minRows={3} maxRows={12} data-autofocus {...form.getInputProps('summary')} />
        <How form={form} />
        <DayInput label="When" today={today} maxDate={today} {...form.getInputProps('happenedOn')} />
        <Rest form={form} employerId={form.values.employer?.id} />
        <Group gap="xs">
          <Button type="submit" loading={busy}>{draft ? 'Finish and log it' : 'Save the correction'}</Button>
          {draft && <Button variant="default" loading={busy} onClick={() => save(false)}>Keep as draft</Button>}
        </Group>
        {interaction.corrections.length > 0 && (
          <Stack gap="xs" component="section" aria-label="What it said before">
            <Title order={3}>What it said before</Title>
            {interaction.corrections.map(({ id, at, who, fields }) => (
              <div key={id}>
                <FieldChanges fields={fields} />
                <Text size="xs" c="dimmed">{longMoment(at)} · {who}</Text>
              </div>
            ))}
          </Stack>
        )}
      </Stack>
    </form>
  );
}
