import { Alert, Button, Group, Kbd, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { RecordInteractionDocument, TodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { Loading } from '../../parts/Loading';
import { HoldWarning } from '../../parts/HoldWarning';
import { OtherContacts } from '../../parts/OtherContacts';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { useViewer } from '../../shell/viewer';
import { addDays, onWeekday } from '../../words/date';
import { type Draft, dropDraft, inputOf, keepDraft, keptDraft, worthKeeping } from './draft';
import { How, Rest, useChosen } from './InteractionFields';

const LoggingAddress = lazy(() => import('../emails/LoggingAddress'));

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

  const save = (asDraft: boolean) => form.onSubmit(async (draft) => {
    const { data, error } = await record({ input: { ...inputOf(draft), draft: asDraft } });
    const problems = problemsOf(error, data?.recordInteraction.userErrors);
    // The API takes several employers, the form one.
    if (problems.length > 0) return showProblems(form, problems.map((each) => (each.field.startsWith('employerIds') ? { ...each, field: 'employer' } : each)));
    dropDraft(userId, employer?.id);
    notifications.show({ message: asDraft ? `Kept as a draft for ${draft.employer?.name ?? 'the employer'}: finish it on the timeline.` : `Logged for ${draft.employer?.name ?? 'the employer'}${draft.followUp.title.trim() ? ', with a task' : ''}.` });
    onDone();
  })();

  // Loaded after the drawer has opened, so the drawer found nothing to give the focus to.
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);

  return (
    <form ref={box} onSubmit={(event) => {
      event.preventDefault();
      save(false);
    }} onKeyDown={sendByKey} noValidate>
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
        <How form={form} />
        <DayInput label="When" today={today} maxDate={today} {...form.getInputProps('happenedOn')} />
        <Group grow align="start">
          <TextInput label="Follow-up task" placeholder="None" {...form.getInputProps('followUp.title')} />
          <DayInput label="Due" today={today} disabled={!values.followUp.title.trim()} {...form.getInputProps('followUp.dueOn')} />
        </Group>
        <Rest form={form} employerId={employerId} />
        <Suspense><LoggingAddress /></Suspense>
        <Group justify="space-between">
          <Group gap="xs">
            <Button type="submit" loading={busy}>Log interaction</Button>
            <Button variant="default" loading={busy} onClick={() => save(true)}>Save as draft</Button>
          </Group>
          <Text size="xs" c="dimmed" visibleFrom="sm"><Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd> saves</Text>
        </Group>
      </Stack>
    </form>
  );
}

function sendByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}

function Warning({ employerId, today }: { employerId: string; today: string }) {
  const employer = useChosen(employerId);
  return employer && <><HoldWarning hold={employer.hold} /><OtherContacts contacts={employer.recentContacts} today={today} /></>;
}
