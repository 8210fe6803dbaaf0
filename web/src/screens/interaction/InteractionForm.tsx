import { Alert, Button, Checkbox, Chip, Fieldset, Group, Kbd, MultiSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { InteractionContextDocument, RecordInteractionDocument, TodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { Loading } from '../../parts/Loading';
import { OtherContacts } from '../../parts/OtherContacts';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { useViewer } from '../../shell/viewer';
import { addDays, onWeekday } from '../../words/date';
import { channel, choices, theme } from '../../words/label';
import { type Draft, dropDraft, inputOf, keepDraft, keptDraft, worthKeeping } from './draft';

interface Props {
  employer: ChosenEmployer | undefined;
  onDone: () => void;
}

/** Logs an interaction in a few keys; what is typed is kept in this tab until it is saved. */
export default function InteractionForm(props: Props) {
  const [{ data, error }, again] = useRead({ query: TodayDocument, requestPolicy: 'cache-and-network' });
  if (data) return <Form {...props} today={data.today} />;
  return error ? <TroublePanel error={error} again={again} /> : <Loading />;
}

const startOf = (employer: ChosenEmployer | undefined, today: string): Draft => ({
  employer: employer ?? null,
  summary: '',
  channel: 'CALL',
  happenedOn: today,
  themes: [],
  personIds: [],
  askedFor: false,
  visibility: 'SHARED',
  followUp: { title: '', dueOn: onWeekday(addDays(today, 7)) },
});

function Form({ employer, onDone, today }: Props & { today: string }) {
  const { user, organisation } = useViewer();
  const userId = user?.id ?? organisation.id;
  const [kept, setKept] = useState(() => keptDraft(userId, employer?.id));
  const form = useForm<Draft>({
    initialValues: kept ?? startOf(employer, today),
    validate: {
      employer: (value) => (value ? null : 'Choose the employer'),
      summary: (value) => (value.trim() ? null : 'Say what happened'),
      happenedOn: (value) => (value ? (value > today ? 'Choose today or a day before' : null) : 'Choose the day it happened'),
    },
  });
  const [record, busy] = useChange(RecordInteractionDocument);
  const { values } = form;
  const employerId = values.employer?.id;
  useEffect(() => keepDraft(userId, employer?.id, values), [userId, employer?.id, values]);

  const save = form.onSubmit(async (draft) => {
    const { data, error } = await record({ input: inputOf(draft) });
    const problems = problemsOf(error, data?.recordInteraction.userErrors);
    // The API takes several employers, the form one.
    if (problems.length > 0) return showProblems(form, problems.map((each) => (each.field.startsWith('employerIds') ? { ...each, field: 'employer' } : each)));
    dropDraft(userId, employer?.id);
    notifications.show({ message: `Logged for ${draft.employer?.name ?? 'the employer'}${draft.followUp.title.trim() ? ', with a task' : ''}.` });
    onDone();
  });

  // Loaded after the drawer has opened, so the drawer found nothing to give the focus to.
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);

  return (
    <form ref={box} onSubmit={save} onKeyDown={sendByKey} noValidate>
      <Stack gap="md">
        <ProblemSummary form={form} />
        {kept && worthKeeping(kept) && (
          <Alert color="gray" variant="light" py="xs">
            <Group justify="space-between">
              <Text size="sm">You had begun this.</Text>
              <Button size="compact-sm" variant="subtle" onClick={() => {
                setKept(null);
                form.setValues(startOf(employer, today));
              }}>Start afresh</Button>
            </Group>
          </Alert>
        )}
        <EmployerPicker key={kept ? 'kept' : 'fresh'} label="Employer" autoFocus={!employer} value={values.employer} onChange={(chosen) => form.setFieldValue('employer', chosen)}
          error={form.errors.employer} data-path="employer" />
        {employerId && <Warning employerId={employerId} today={today} />}
        <Textarea label="What happened" autosize minRows={3} maxRows={12} data-autofocus={employer ? true : undefined} {...form.getInputProps('summary')} />
        <Fieldset legend={<Text size="sm" fw={600} mb={4}>How</Text>} variant="unstyled">
          <Chip.Group value={values.channel} onChange={(chosen) => form.setFieldValue('channel', chosen)}>
            <Group gap={6}>{choices(channel).map(({ value, label }) => <Chip key={value} value={value} size="sm">{label}</Chip>)}</Group>
          </Chip.Group>
        </Fieldset>
        <DayInput label="When" today={today} maxDate={today} {...form.getInputProps('happenedOn')} />
        <Group grow align="start">
          <TextInput label="Follow-up task" placeholder="None" {...form.getInputProps('followUp.title')} />
          <DayInput label="Due" today={today} disabled={!values.followUp.title.trim()} {...form.getInputProps('followUp.dueOn')} />
        </Group>
        <Fieldset legend={<Text size="sm" fw={600} mb={4}>About</Text>} variant="unstyled">
          <Chip.Group multiple value={values.themes} onChange={(chosen) => form.setFieldValue('themes', chosen)}>
            <Group gap={6}>{choices(theme).map(({ value, label }) => <Chip key={value} value={value} size="sm">{label}</Chip>)}</Group>
          </Chip.Group>
        </Fieldset>
        {employerId && <TookPart employerId={employerId} {...form.getInputProps('personIds')} />}
        <Checkbox label="They asked for it" {...form.getInputProps('askedFor', { type: 'checkbox' })} />
        <Radio.Group label="Who reads the notes" value={values.visibility} onChange={(chosen) => form.setFieldValue('visibility', chosen)}>
          <Stack gap={6} mt={4}>
            <Radio value="SHARED" label="Partners who work with this employer" />
            <Radio value="OWN_ORGANISATION" label={`Only ${organisation.name}`} />
          </Stack>
        </Radio.Group>
        <Group justify="space-between">
          <Button type="submit" loading={busy}>Log interaction</Button>
          <Text size="xs" c="dimmed" visibleFrom="sm"><Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd> saves</Text>
        </Group>
      </Stack>
    </form>
  );
}

function sendByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}

function useChosen(employerId: string) {
  const [{ data }] = useRead({ query: InteractionContextDocument, variables: { employerId } });
  return data?.employer?.id === employerId ? data.employer : undefined;
}

function Warning({ employerId, today }: { employerId: string; today: string }) {
  const employer = useChosen(employerId);
  return employer && <OtherContacts contacts={employer.recentContacts} today={today} />;
}

/** Those of the employer's people who took part, as far as their names are known to the caller. */
function TookPart({ employerId, ...input }: { employerId: string }) {
  const known = useChosen(employerId)?.people.filter(({ until, person }) => !until && person.contactAccess === 'FULL') ?? [];
  if (known.length === 0) return null;
  const data = known.map(({ jobTitle, person }) => ({ value: person.id, label: [person.name, jobTitle].filter(Boolean).join(', ') }));
  return <MultiSelect label="With" data={data} searchable clearable {...input} />;
}
