import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { RecordObjectionDocument, type RoleFactsFragment, type Topic } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices, topic } from '../../words/label';

/** Records that a person does not want to hear about something. */
export function ObjectionForm({ person, onDone }: { person: RoleFactsFragment['person']; onDone: () => void }) {
  const [record, busy] = useChange(RecordObjectionDocument);
  const form = useForm({
    initialValues: { topic: 'ALL' as Topic, how: '' },
    validate: { how: (value) => (value.trim() ? null : 'Say how it reached us, such as by phone') },
  });
  const save = form.onSubmit(async (values) => {
    const { data, error } = await record({ input: { personId: person.id, topic: values.topic, how: values.how.trim() } });
    const problems = problemsOf(error, data?.recordObjection.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });

  return (
    <FormDialog title="Record an objection" form={form} submit={save} busy={busy} action="Record objection" onClose={onDone}>
      <Text size="sm">What is under way to {person.name} about this stops at once.</Text>
      <Select label="Does not want to hear about" allowDeselect={false} data={choices(topic)} {...form.getInputProps('topic')} />
      <TextInput label="How it reached us" placeholder="By phone" data-autofocus {...form.getInputProps('how')} />
    </FormDialog>
  );
}
