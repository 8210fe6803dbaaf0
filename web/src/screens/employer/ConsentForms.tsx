import { Select, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { RecordConsentDocument, type RoleFactsFragment, type Topic, WithdrawConsentDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, topic } from '../../words/label';
import { agreedTo } from './consents';

type Person = RoleFactsFragment['person'];

/** Records that a person agreed to marketing about a topic. */
export function ConsentForm({ person, today, onDone }: { person: Person; today: string; onDone: () => void }) {
  const [record, busy] = useChange(RecordConsentDocument);
  const form = useForm({
    initialValues: { topic: 'DIAGNOSTICS' as Topic, givenOn: today, how: '', wording: '' },
    validate: {
      givenOn: (value) => (value ? null : 'Choose the day on which they agreed'),
      how: (value) => (value.trim() ? null : 'Say how it reached us, such as on a form at the jobs fair'),
      wording: (value) => (value.trim() ? null : 'Write down what they agreed to, or where the evidence is kept'),
    },
  });
  const save = form.onSubmit(async (values) => {
    const { data, error } = await record({ input: { ...values, personId: person.id, how: values.how.trim(), wording: values.wording.trim() } });
    const problems = problemsOf(error, data?.recordConsent.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title="Record consent" form={form} submit={save} busy={busy} action="Record consent" onClose={onDone}>
      <Text size="sm">Sole traders, other partnerships and whoever we know no legal form of get marketing e-mail only with consent.</Text>
      <Select label="Agrees to marketing about" allowDeselect={false} data={choices(topic).filter(({ value }) => value !== 'ALL')} {...form.getInputProps('topic')} />
      <DayInput label="Day on which they agreed" today={today} maxDate={today} {...form.getInputProps('givenOn')} />
      <TextInput label="How it reached us" placeholder="On a form at the jobs fair" data-autofocus {...form.getInputProps('how')} />
      <Textarea label="What they agreed to" description="The words, or where the evidence is kept" autosize minRows={2} {...form.getInputProps('wording')} />
    </FormDialog>
  );
}

/** Records that a person does not agree any more. */
export function WithdrawConsentForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const [withdraw, busy] = useChange(WithdrawConsentDocument);
  const held = agreedTo(person);
  const form = useForm({
    initialValues: { topic: held[0]?.topic ?? 'DIAGNOSTICS', how: '' },
    validate: { how: (value) => (value.trim() ? null : 'Say how it reached us, such as by phone') },
  });
  const save = form.onSubmit(async (values) => {
    const { data, error } = await withdraw({ input: { personId: person.id, topic: values.topic, how: values.how.trim() } });
    const problems = problemsOf(error, data?.withdrawConsent.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title="Withdraw consent" form={form} submit={save} busy={busy} action="Withdraw consent" onClose={onDone}>
      <Text size="sm">Marketing e-mail that needs the consent of {person.name} does not go out any more.</Text>
      <Select label="Does not agree any more to marketing about" allowDeselect={false} data={held.map((each) => ({ value: each.topic, label: topic[each.topic] }))} {...form.getInputProps('topic')} />
      <TextInput label="How it reached us" placeholder="By phone" data-autofocus {...form.getInputProps('how')} />
    </FormDialog>
  );
}
