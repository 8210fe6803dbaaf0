import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { PhoneChoicesDocument, type RoleFactsFragment, TakeAnswersByPhoneDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

/** Begins to enter the answers of somebody who is on the telephone. */
export function PhoneForm({ employerId, person, onDone }: { employerId: string; person: RoleFactsFragment['person']; onDone: () => void }) {
  const [{ data }] = useRead({ query: PhoneChoicesDocument });
  const [begin, busy] = useChange(TakeAnswersByPhoneDocument);
  const [path, setPath] = useState<string>();
  const form = useForm({
    initialValues: { questionnaireVersionId: '' },
    validate: { questionnaireVersionId: (value) => (value ? null : 'Choose what to ask') },
  });
  const save = form.onSubmit(async ({ questionnaireVersionId }) => {
    const { data: made, error } = await begin({ input: { employerId, personId: person.id, questionnaireVersionId } });
    const problems = problemsOf(error, made?.takeAnswersByPhone.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    setPath(made?.takeAnswersByPhone.path ?? undefined);
  });

  if (path) {
    return (
      <Modal opened onClose={onDone} title={`Answers by phone: ${person.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="sm">
          <Text size="sm">The pages are those that the employer sees. Each answer is saved under your name. They stay open to you for four hours.</Text>
          <Group gap="xs"><Button component="a" href={path} target="_blank" rel="noopener" data-autofocus onClick={onDone}>Open the questions in a new tab</Button></Group>
        </Stack>
      </Modal>
    );
  }
  const choices = (data?.questionnaires ?? []).flatMap(({ name, published }) => (published ? [{ value: published.id, label: name }] : []));
  return (
    <FormDialog title="Take answers by phone" form={form} submit={save} busy={busy} action="Begin" onClose={onDone}>
      <Text size="sm">With {person.name} on the telephone. Answers that they began themselves are there already.</Text>
      <Select label="What to ask" allowDeselect={false} data={choices} {...form.getInputProps('questionnaireVersionId')} />
    </FormDialog>
  );
}
