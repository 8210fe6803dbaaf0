import { Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { SaveViewDocument, UpdateSavedViewDocument, type ViewFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useViewer } from '../../shell/viewer';

/** Saves the list on screen under a name, or changes a view. */
export default function ViewForm({ view, address, onDone, onSaved }: { view: ViewFragment | undefined; address: string; onDone: () => void; onSaved: () => void }) {
  const { organisation } = useViewer();
  const [add, adding] = useChange(SaveViewDocument);
  const [update, updating] = useChange(UpdateSavedViewDocument);
  const form = useForm({
    initialValues: { name: view?.name ?? '', shared: view?.shared ?? false, asNow: false },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name for the view') },
  });
  const save = form.onSubmit(async ({ name, shared, asNow }) => {
    const problems = view
      ? await update({ input: { id: view.id, version: view.version, name, shared, ...(asNow && { address }) } }).then(({ data, error }) => problemsOf(error, data?.updateSavedView.userErrors))
      : await add({ input: { name, shared, address } }).then(({ data, error }) => problemsOf(error, data?.saveView.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={view ? `Change ${view.name}` : 'Save this list as a view'} form={form} submit={save} busy={adding || updating} action="Save" onClose={onDone}>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <Checkbox label={`Share it with colleagues at ${organisation.name}`} {...form.getInputProps('shared', { type: 'checkbox' })} />
      {view && <Checkbox label="Replace its search, filters, order and columns by those on screen now" {...form.getInputProps('asNow', { type: 'checkbox' })} />}
    </FormDialog>
  );
}
