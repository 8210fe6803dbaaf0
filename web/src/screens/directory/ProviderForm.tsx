import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddProviderDocument, type ProviderFactsFragment, UpdateProviderDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from '../employer/reading';

interface Props {
  /** The provider to change; none to add one. */
  provider: ProviderFactsFragment | undefined;
  onDone: () => void;
}

export function ProviderForm(props: Props) {
  return props.provider ? <ChangeProvider {...props} provider={props.provider} /> : <AddProvider onDone={props.onDone} />;
}

const useProviderForm = (provider?: ProviderFactsFragment) =>
  useForm({
    initialValues: { name: provider?.name ?? '', ukprn: provider?.ukprn ?? '', website: provider?.website ?? '' },
    validate: { name: (value) => (value.trim() ? null : 'Enter the name') },
  });

const inputOf = ({ name, ukprn, website }: { name: string; ukprn: string; website: string }) => ({ name: name.trim(), ukprn: ukprn.trim() || null, website: website.trim() || null });

function AddProvider({ onDone }: { onDone: () => void }) {
  const [add, busy] = useChange(AddProviderDocument);
  const form = useProviderForm();
  const save = form.onSubmit(async (values) => {
    const { data, error } = await add({ input: inputOf(values) });
    const problems = problemsOf(error, data?.addProvider.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return <FormDialog title="Add provider" form={form} submit={save} busy={busy} action="Add provider" onClose={onDone}><ProviderFields form={form} /></FormDialog>;
}

function ChangeProvider({ provider, onDone }: { provider: ProviderFactsFragment; onDone: () => void }) {
  const [update, busy] = useChange(UpdateProviderDocument);
  const [read, conflict] = useReading(provider);
  const form = useProviderForm(provider);
  const save = form.onSubmit(async (values) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, ...inputOf(values) } });
    const payload = data?.updateProvider;
    const problems = problemsOf(error, payload?.userErrors);
    if (problems.length > 0) return showProblems(form, conflict(payload?.provider, { name: 'name', ukprn: 'UKPRN', website: 'website' }) ?? problems);
    onDone();
  });
  return <FormDialog title={`Change ${provider.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}><ProviderFields form={form} /></FormDialog>;
}

function ProviderFields({ form }: { form: ReturnType<typeof useProviderForm> }) {
  return (
    <>
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TextInput label="UKPRN" description="Number in the register of learning providers, 8 digits" placeholder="None" {...form.getInputProps('ukprn')} />
      <TextInput label="Website" placeholder="https://" {...form.getInputProps('website')} />
    </>
  );
}
