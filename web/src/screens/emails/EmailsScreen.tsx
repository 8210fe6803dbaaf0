import { Button, Checkbox, Group, Spoiler, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DiscardEmailDocument, EmailsToFileDocument, type EmailUnsure, FileEmailDocument, type WaitingEmailFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { showProblems } from '../../parts/ProblemSummary';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import LoggingAddress from './LoggingAddress';

const withEmails = changesWith('ReceivedEmail');

const why: Record<EmailUnsure, string> = {
  NOBODY_KNOWN: 'No address leads to an employer that we know.',
  SEVERAL_EMPLOYERS: 'An address leads to several employers.',
  MANY_EMPLOYERS: 'It went to more than three employers.',
};

/** Copies of e-mails of which the hub is not sure with whom they were. */
export default function EmailsScreen() {
  const may = useMay();
  if (!may('WRITE_ENGAGEMENT')) return <NoPermission title="E-mails to file" />;
  return (
    <Screen title="E-mails to file" note="Copies that staff of your organisation sent, and that the hub could not file by itself">
      <Stack gap="xl">
        <LoggingAddress renewable />
        <Pages page={(place) => <EmailsPage {...place} />} />
      </Stack>
    </Screen>
  );
}

function EmailsPage({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: EmailsToFileDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withEmails });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.receivedEmails;
  if (nodes.length === 0 && after === null) return <Empty title="No e-mail waits">What leads to one employer becomes an interaction by itself; the rest waits here.</Empty>;
  return (
    <Stack gap="lg">
      {nodes.map((email) => <Email key={email.id} email={email} refresh={again} />)}
      {more(pageInfo)}
    </Stack>
  );
}

function Email({ email, refresh }: { email: WaitingEmailFragment; refresh: () => void }) {
  const [filing, setFiling] = useState<{ employer: ChosenEmployer | null }>();
  const [discard, busy] = useChange(DiscardEmailDocument);
  const [problem, setProblem] = useState('');
  const led = [...new Map(email.candidates.map(({ employer }) => [employer.id, employer])).values()];
  async function take() {
    const { data, error } = await discard({ input: { id: email.id, version: email.version } });
    const problems = problemsOf(error, data?.discardEmail.userErrors);
    setProblem(problems.map(({ message }) => message).join(' '));
    refresh();
  }
  return (
    <section aria-label={email.subject || 'Without a subject'}>
      <Text fw={600}>{email.subject || 'Without a subject'}</Text>
      <Text size="sm" c="dimmed">{longDay(email.happenedOn)} · {email.sentBy.name} · with {email.parties.map(({ name, address }) => (name ? `${name} (${address})` : address)).join(', ') || 'nobody that it names'}</Text>
      <Text size="sm">{why[email.unsure]}</Text>
      <Spoiler maxHeight={72} showLabel="Show all" hideLabel="Show less"><Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{email.summary}</Text></Spoiler>
      <Group gap="xs" mt={4}>
        {led.slice(0, 5).map((employer) => (
          <Button key={employer.id} size="compact-sm" variant="light" onClick={() => setFiling({ employer })}>File under {employer.name}</Button>
        ))}
        <Button size="compact-sm" variant="default" aria-label={`Choose an employer: ${email.subject}`} onClick={() => setFiling({ employer: null })}>Choose an employer</Button>
        <Button size="compact-sm" variant="default" loading={busy} aria-label={`Discard: ${email.subject}`} onClick={() => void take()}>Discard</Button>
      </Group>
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
      {filing && <FileForm email={email} employer={filing.employer} onDone={() => setFiling(undefined)} onFiled={refresh} />}
    </section>
  );
}

function FileForm({ email, employer, onDone, onFiled }: { email: WaitingEmailFragment; employer: ChosenEmployer | null; onDone: () => void; onFiled: () => void }) {
  const [file, busy] = useChange(FileEmailDocument);
  const known = new Set(email.candidates.filter(({ person }) => person).map(({ address }) => address));
  const unknown = email.parties.filter(({ address }) => !known.has(address));
  const form = useForm<{ employerIds: ChosenEmployer | null; addPeople: string[] }>({
    initialValues: { employerIds: employer, addPeople: [] },
    validate: { employerIds: (value) => (value ? null : 'Choose an employer') },
  });
  const save = form.onSubmit(async ({ employerIds: chosen, addPeople }) => {
    const people = unknown.filter(({ address }) => addPeople.includes(address)).map(({ address, name }) => ({ address, name: name || (address.split('@')[0] ?? address) }));
    const { data, error } = await file({ input: { id: email.id, version: email.version, employerIds: chosen ? [chosen.id] : [], addPeople: people } });
    const problems = problemsOf(error, data?.fileEmail.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    notifications.show({ message: `Filed under ${chosen?.name ?? 'the employer'}.` });
    onFiled();
    onDone();
  });
  return (
    <FormDialog title={`File ${email.subject || 'this e-mail'}`} form={form} submit={save} busy={busy} action="File" onClose={onDone}>
      <EmployerPicker label="Employer" autoFocus={!employer} value={form.values.employerIds} onChange={(chosen) => form.setFieldValue('employerIds', chosen)} error={form.errors.employerIds} data-path="employerIds" />
      {unknown.length > 0 && (
        <Checkbox.Group label="Add to its people" {...form.getInputProps('addPeople')}>
          <Stack gap="xs" mt={4}>{unknown.map(({ address, name }) => <Checkbox key={address} value={address} label={name ? `${name}, ${address}` : address} />)}</Stack>
        </Checkbox.Group>
      )}
    </FormDialog>
  );
}
