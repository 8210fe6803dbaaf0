import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type RoleFactsFragment, UpdatePersonDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from './reading';

/** Changes a person's name or ways of contact. */
export function ContactForm({ person, onDone }: { person: RoleFactsFragment['person']; onDone: () => void }) {
  const [update, busy] = useChange(UpdatePersonDocument);
  const [read, conflict] = useReading(person);
  const form = useForm({
    initialValues: { name: person.name ?? '', email: person.email ?? '', phone: person.phone ?? '' },
    validate: { name: (value) => (value.trim() ? null : 'Enter the name') },
  });
  const save = form.onSubmit(async ({ name, email, phone }) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, name: name.trim(), email: email.trim() || null, phone: phone.trim() || null } });
    const payload = data?.updatePerson;
    const problems = problemsOf(error, payload?.userErrors);
    if (problems.length > 0) return showProblems(form, conflict(payload?.person, { name: 'name', email: 'e-mail', phone: 'phone' }) ?? problems);
    onDone();
  });

  return (
    <FormDialog title="Change name or ways of contact" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
      <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
    </FormDialog>
  );
}
