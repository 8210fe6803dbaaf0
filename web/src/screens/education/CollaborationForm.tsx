import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type CollaborationFactsFragment, type CollaborationParty, RecordCollaborationDocument, UpdateCollaborationDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { ProviderSelect } from '../../parts/ProviderSelect';
import { choices } from '../../words/label';
import { collaborationKind, party } from './words';

interface Props {
  employerId: string;
  /** The collaboration that changes; none to record one. */
  collaboration?: CollaborationFactsFragment | undefined;
  today: string;
  onDone: () => void;
  onSaved: () => void;
}

/** What an employer does with a provider, to record or to change. */
export default function CollaborationForm({ employerId, collaboration, today, onDone, onSaved }: Props) {
  const [record, recording] = useChange(RecordCollaborationDocument);
  const [update, updating] = useChange(UpdateCollaborationDocument);
  const form = useForm({
    initialValues: {
      providerId: collaboration?.provider.id ?? (null as string | null),
      course: collaboration?.course ?? '',
      kind: collaboration?.kind ?? ('CO_DESIGN'),
      startsOn: collaboration?.startsOn ?? (null as string | null),
      endsOn: collaboration?.endsOn ?? (null as string | null),
      evidence: collaboration?.evidence ?? '',
      confirmedOn: collaboration?.confirmedOn ?? (null as string | null),
      confirmedBy: collaboration?.confirmedBy ?? (null as CollaborationParty | null),
    },
    validate: {
      providerId: (value) => (value ? null : 'Choose the provider'),
      course: (value) => (value.trim() ? null : 'Enter the course or subject'),
      startsOn: (value) => (value ? null : 'Enter the first day'),
    },
  });
  const save = form.onSubmit(async (values) => {
    const facts = { ...values, providerId: values.providerId ?? '', startsOn: values.startsOn ?? '', evidence: values.evidence.trim() || null };
    const problems = collaboration
      ? await update({ input: { id: collaboration.id, version: collaboration.version, collaboration: facts } }).then(({ data, error }) => problemsOf(error, data?.updateCollaboration.userErrors))
      : await record({ input: { employerId, collaboration: facts } }).then(({ data, error }) => problemsOf(error, data?.recordCollaboration.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onSaved();
    onDone();
  });
  return (
    <FormDialog title={collaboration ? `Change: ${collaboration.course}` : 'Record a collaboration'} form={form} submit={save} busy={recording || updating} action="Save" onClose={onDone}>
      <ProviderSelect label="Provider" provider={collaboration?.provider} data-autofocus {...form.getInputProps('providerId')} />
      <TextInput label="Course or subject" maxLength={200} {...form.getInputProps('course')} />
      <Select label="What they do" allowDeselect={false} data={choices(collaborationKind)} {...form.getInputProps('kind')} />
      <Group grow align="start">
        <DayInput label="First day" today={today} {...form.getInputProps('startsOn')} />
        <DayInput label="Last day" placeholder="It goes on" clearable today={today} {...form.getInputProps('endsOn')} />
      </Group>
      <Textarea label="What shows it" description="Minutes, a specification. Everybody who uses the hub can read it." autosize minRows={2} maxLength={2000} {...form.getInputProps('evidence')} />
      <Group grow align="start">
        <DayInput label="Confirmed on" placeholder="Not confirmed" clearable today={today} maxDate={today} {...form.getInputProps('confirmedOn')} />
        <Select label="Confirmed by" placeholder="Nobody yet" clearable data={choices(party)} {...form.getInputProps('confirmedBy')} />
      </Group>
    </FormDialog>
  );
}
