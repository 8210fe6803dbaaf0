import { Checkbox, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type CheckExemption, type CheckKind, RecordSiteCheckDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { choices } from '../../words/label';
import { checkKind, checkResult, exemption } from './words';

interface Props {
  site: { id: string; name: string };
  kind: CheckKind;
  people: { value: string; label: string }[];
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Notes what a check of a site found. */
export default function CheckForm({ site, kind, people, today, onDone, onSaved }: Props) {
  const [record, busy] = useChange(RecordSiteCheckDocument);
  const form = useForm({
    initialValues: {
      result: 'SEEN' as keyof typeof checkResult,
      exemption: null as CheckExemption | null,
      reason: '',
      checkedOn: today,
      expiresOn: null as string | null,
      considersYoungPeople: false,
      personId: null as string | null,
    },
    validate: { checkedOn: (value) => (value ? null : 'Enter the day of the check') },
  });
  const { result } = form.values;
  const holds = result !== 'NOT_REQUIRED';
  const insured = kind === 'EMPLOYERS_LIABILITY';
  const save = form.onSubmit(async (values) => {
    const { data, error } = await record({
      input: {
        siteId: site.id,
        kind,
        result: values.result,
        exemption: !holds && insured ? values.exemption : null,
        reason: values.reason.trim() || null,
        checkedOn: values.checkedOn,
        expiresOn: values.expiresOn,
        considersYoungPeople: holds && kind === 'RISK_ASSESSMENT' ? values.considersYoungPeople : null,
        personId: holds && kind === 'SAFEGUARDING_CONTACT' ? values.personId : null,
      },
    });
    const problems = problemsOf(error, data?.recordSiteCheck.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={`${checkKind[kind]} of ${site.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Select label="What was found" allowDeselect={false} data={choices(checkResult)} data-autofocus {...form.getInputProps('result')} />
      {!holds && insured && <Select label="Why none is required" data={choices(exemption)} {...form.getInputProps('exemption')} />}
      {holds && kind === 'SAFEGUARDING_CONTACT' && <Select label="Who it is" data={people} {...form.getInputProps('personId')} />}
      {holds && kind === 'RISK_ASSESSMENT' && <Checkbox label="It considers young people" {...form.getInputProps('considersYoungPeople', { type: 'checkbox' })} />}
      <DayInput label="Checked on" today={today} maxDate={today} {...form.getInputProps('checkedOn')} />
      <DayInput label="Last day on which it holds" placeholder="Does not run out" clearable today={today} {...form.getInputProps('expiresOn')} />
      {!(insured && !holds) && <TextInput label={holds ? 'Note' : 'Why it is not required'} {...form.getInputProps('reason')} />}
    </FormDialog>
  );
}
