import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CreateNetworkDocument, NetworkSchemesDocument, type NetworksQuery, SetNetworkRuleDocument, UpdateNetworkDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

type Network = NetworksQuery['networks'][number];

interface Props {
  /** The network whose name or rule changes; none for a new one. */
  network?: Network | undefined;
  what: 'new' | 'name' | 'rule';
  today: string;
  onDone: () => void;
  /** Told the ID of a network that was made. */
  onMade: (id: string) => void;
}

/** Makes a network, or says anew what it is called or which employers it is for. */
export default function NetworkForm({ network, what, today, onDone, onMade }: Props) {
  const [create, creating] = useChange(CreateNetworkDocument);
  const [update, updating] = useChange(UpdateNetworkDocument);
  const [setRule, setting] = useChange(SetNetworkRuleDocument);
  const [{ data }] = useRead({ query: NetworkSchemesDocument });
  const rule = what === 'rule' ? network?.rule : undefined;
  const form = useForm<{ name: string; about: string; startsOn: string | null; minHeadcount: number | string; inRotherham: boolean; scheme: string | null }>({
    initialValues: {
      name: what === 'name' ? network?.name ?? '' : '', about: what === 'name' ? network?.about ?? '' : '', startsOn: today,
      minHeadcount: rule?.minHeadcount ?? '', inRotherham: rule?.inRotherham ?? true, scheme: rule?.scheme ?? null,
    },
    validate: {
      name: (value) => (what === 'rule' || value.trim() ? null : 'Enter what the network is called'),
      startsOn: (value) => (what === 'name' || value ? null : 'Enter from which day'),
    },
  });
  const save = form.onSubmit(async ({ name, about, startsOn, minHeadcount, inRotherham, scheme }) => {
    const named = { name: name.trim(), about: about.trim() || null };
    const ruled = { minHeadcount: minHeadcount === '' ? null : Number(minHeadcount), inRotherham, scheme };
    let problems;
    if (what === 'new') {
      const { data: got, error } = await create({ input: { ...named, ...ruled, startsOn } });
      problems = problemsOf(error, got?.createNetwork.userErrors);
      if (problems.length === 0 && got?.createNetwork.network) onMade(got.createNetwork.network.id);
    } else if (what === 'name' && network) {
      const { data: got, error } = await update({ input: { id: network.id, version: network.version, ...named } });
      problems = problemsOf(error, got?.updateNetwork.userErrors);
    } else {
      const { data: got, error } = await setRule({ input: { networkId: network?.id ?? '', startsOn: startsOn ?? today, ...ruled } });
      problems = problemsOf(error, got?.setNetworkRule.userErrors);
    }
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const title = { new: 'New network', name: `Change the ${network?.name ?? ''}`, rule: `Whom the ${network?.name ?? ''} is for` }[what];
  return (
    <FormDialog title={title} form={form} submit={save} busy={creating || updating || setting} action={what === 'new' ? 'Make the network' : 'Save'} onClose={onDone}>
      {what !== 'rule' && <TextInput label="What it is called" data-autofocus {...form.getInputProps('name')} />}
      {what !== 'rule' && <Textarea label="What it is for" autosize minRows={2} maxLength={1000} {...form.getInputProps('about')} />}
      {what !== 'name' && (
        <>
          <NumberInput label="Least number of people" description="Of the employer with its group" placeholder="Any size" min={1} max={1_000_000} allowDecimal={false} thousandSeparator="," data-autofocus={what === 'rule' ? true : undefined} {...form.getInputProps('minHeadcount')} />
          <Select label="Accreditation that it holds" placeholder="None is needed" clearable data={(data?.schemes ?? []).map(({ code, name }) => ({ value: code, label: name }))} {...form.getInputProps('scheme')} />
          <Checkbox label="Has an open site in Rotherham" {...form.getInputProps('inRotherham', { type: 'checkbox' })} />
          <DayInput label="From" description={what === 'rule' ? 'Earlier days keep the rule that they had. Members stay members.' : undefined} today={today} {...form.getInputProps('startsOn')} />
        </>
      )}
    </FormDialog>
  );
}
