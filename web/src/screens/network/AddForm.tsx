import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AddToNetworkDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { sentence } from '../../words/count';
import { choices } from '../../words/label';
import { state } from './words';

const beginnings = { PROSPECT: state.PROSPECT, INVITED: state.INVITED, ACTIVE: state.ACTIVE };

interface Props {
  network: { id: string; name: string };
  employerId: string;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Puts one employer on the list of a network, also one that the rule does not mean. */
export function AddForm({ network, employerId, today, onDone, onSaved }: Props) {
  const [add, busy] = useChange(AddToNetworkDocument);
  const form = useForm<{ state: keyof typeof beginnings; onDay: string | null; exception: string }>({ initialValues: { state: 'PROSPECT', onDay: today, exception: '' } });
  const save = form.onSubmit(async ({ state: to, onDay, exception }) => {
    const { data, error } = await add({ input: { networkId: network.id, employerIds: [employerId], state: to, onDay, exception: exception.trim() || null } });
    const problems = problemsOf(error, data?.addToNetwork.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    const why = data?.addToNetwork.notAdded[0]?.why;
    if (why) return form.setFieldError('exception', `${sentence(`it ${why}`)}.`);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`Add to the ${network.name}`} form={form} submit={save} busy={busy} action="Add" onClose={onDone}>
      <Select label="It is" allowDeselect={false} data={choices(beginnings)} {...form.getInputProps('state')} />
      <DayInput label="From" today={today} maxDate={today} {...form.getInputProps('onDay')} />
      <TextInput label="Why, if the network is not for it" placeholder="Only where it is too small, or elsewhere" {...form.getInputProps('exception')} />
    </FormDialog>
  );
}
