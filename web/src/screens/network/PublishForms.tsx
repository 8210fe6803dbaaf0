import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ConsentToPublishDocument, type GoodPracticeFactsFragment, PeopleAtDocument, WithdrawPublishingDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

interface Props {
  practice: GoodPracticeFactsFragment;
  today: string;
  onDone: () => void;
}

/** Notes who of the employer agreed that a good practice is published, when and how. */
export function ConsentForm({ practice, today, onDone }: Props) {
  const [agree, busy] = useChange(ConsentToPublishDocument);
  const [{ data }] = useRead({ query: PeopleAtDocument, variables: { id: practice.employer.id } });
  const people = new Map((data?.employer?.people ?? []).filter(({ person }) => person.name !== null).map(({ person, jobTitle }) => [person.id, [person.name, jobTitle].filter(Boolean).join(', ')]));
  const form = useForm<{ personId: string | null; onDay: string | null; how: string }>({
    initialValues: { personId: null, onDay: today, how: '' },
    validate: {
      personId: (value) => (value ? null : 'Choose who agreed'),
      onDay: (value) => (value ? null : 'Enter when they agreed'),
      how: (value) => (value.trim() ? null : 'Say how they agreed: in which conversation or e-mail'),
    },
  });
  const save = form.onSubmit(async ({ personId, onDay, how }) => {
    const { data: got, error } = await agree({ input: { id: practice.id, version: practice.version, personId: personId ?? '', onDay: onDay ?? '', how: how.trim() } });
    const problems = problemsOf(error, got?.consentToPublish.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={`${practice.employer.name} agreed to publish it`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Text size="sm">They agreed to the words as they stand here.</Text>
      <Select label="Who agreed" placeholder="Choose" description={data && people.size === 0 ? 'You see nobody there. Add them to the employer, or ask the organisation that leads it.' : undefined} searchable data-autofocus data={[...people].map(([value, label]) => ({ value, label }))} {...form.getInputProps('personId')} />
      <DayInput label="When" today={today} maxDate={today} {...form.getInputProps('onDay')} />
      <TextInput label="How" placeholder="By e-mail, in a meeting" {...form.getInputProps('how')} />
    </FormDialog>
  );
}

/** Notes that the consent was taken back. */
export function WithdrawForm({ practice, today, onDone }: Props) {
  const [withdraw, busy] = useChange(WithdrawPublishingDocument);
  const form = useForm<{ onDay: string | null; how: string }>({
    initialValues: { onDay: today, how: '' },
    validate: { onDay: (value) => (value ? null : 'Enter when they told us'), how: (value) => (value.trim() ? null : 'Say how they told us') },
  });
  const save = form.onSubmit(async ({ onDay, how }) => {
    const { data, error } = await withdraw({ input: { id: practice.id, version: practice.version, onDay: onDay ?? '', how: how.trim() } });
    const problems = problemsOf(error, data?.withdrawPublishing.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={`${practice.employer.name} took its consent back`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Text size="sm">From now on it may not be published. Take it down where it was.</Text>
      <TextInput label="How they told us" data-autofocus {...form.getInputProps('how')} />
      <DayInput label="When" today={today} maxDate={today} minDate={practice.consentOn ?? undefined} {...form.getInputProps('onDay')} />
    </FormDialog>
  );
}
