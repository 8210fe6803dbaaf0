import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type PracticeFactsFragment, type PracticeTopicFactsFragment, RecordPracticeDocument, UpdatePracticeDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

interface Props {
  employerId: string;
  /** The practice that changes; none to record one. */
  practice?: PracticeFactsFragment | undefined;
  /** Topics of which nothing is recorded yet. */
  topics: PracticeTopicFactsFragment[];
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** Records how far an employer is with a topic of good work, or changes it. */
export default function PracticeForm({ employerId, practice, topics, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordPracticeDocument);
  const [update, updating] = useChange(UpdatePracticeDocument);
  const form = useForm({
    initialValues: {
      topic: practice?.topic.code ?? topics[0]?.code ?? '',
      discussedOn: practice ? practice.discussedOn : (today as string | null),
      startedOn: practice?.startedOn ?? (null as string | null),
      evidence: practice?.evidence ?? '',
      confirmedOn: practice?.confirmedOn ?? (null as string | null),
      confirmation: practice?.confirmation ?? '',
    },
  });
  const save = form.onSubmit(async ({ topic, ...values }) => {
    const input = { ...values, evidence: values.evidence.trim() || null, confirmation: values.confirmation.trim() || null };
    const problems = practice
      ? await update({ input: { id: practice.id, version: practice.version, ...input } }).then(({ data, error }) => problemsOf(error, data?.updatePractice.userErrors))
      : await record({ input: { employerId, topic, ...input } }).then(({ data, error }) => problemsOf(error, data?.recordPractice.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  const day = { today, maxDate: today, clearable: true };
  return (
    <FormDialog title={practice ? practice.topic.name : 'Record a practice'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      {!practice && <Select label="Topic" allowDeselect={false} data={topics.map(({ code, name }) => ({ value: code, label: name }))} data-autofocus {...form.getInputProps('topic')} />}
      <Group grow align="start">
        <DayInput label="Discussed on" placeholder="Not discussed" {...day} {...form.getInputProps('discussedOn')} />
        <DayInput label="Started on" placeholder="Not started" {...day} data-autofocus={practice ? true : undefined} {...form.getInputProps('startedOn')} />
      </Group>
      <Textarea label="What we saw or were told" description="Everybody who uses the hub can read it. Do not name anybody." autosize minRows={2} maxLength={2000} {...form.getInputProps('evidence')} />
      <DayInput label="Confirmed by the employer on" placeholder="Not confirmed" {...day} {...form.getInputProps('confirmedOn')} />
      <TextInput label="How they confirmed it" placeholder="By e-mail, in a meeting" {...form.getInputProps('confirmation')} />
    </FormDialog>
  );
}
