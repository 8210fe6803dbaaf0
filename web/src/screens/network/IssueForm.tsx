import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IssueSectorsDocument, type IssueFactsFragment, MembersToRaiseDocument, RaiseIssueDocument, type Theme, UpdateIssueDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { PartnerSelect, StaffSelect } from '../../parts/WhoSelect';
import { useViewer } from '../../shell/viewer';
import { choices, theme } from '../../words/label';

interface Props {
  network: { id: string; name: string };
  /** The meeting at which it was raised, and who was asked to it; absent between meetings. */
  meeting?: { id: string; employers: { id: string; name: string }[] } | undefined;
  /** The issue that changes; none to raise one. */
  issue?: IssueFactsFragment | undefined;
  today: string;
  onDone: () => void;
}

/** Raises an issue in a network, or changes one. */
export default function IssueForm({ network, meeting, issue, today, onDone }: Props) {
  const { organisation } = useViewer();
  const [raise, raising] = useChange(RaiseIssueDocument);
  const [update, updating] = useChange(UpdateIssueDocument);
  const [{ data }] = useRead({ query: IssueSectorsDocument });
  const [{ data: listed }] = useRead({ query: MembersToRaiseDocument, variables: { id: network.id }, pause: issue !== undefined });
  const members = listed?.node?.__typename === 'Network' ? listed.node.memberships.nodes.map(({ employer }) => employer) : [];
  const many = listed?.node?.__typename === 'Network' && listed.node.memberships.pageInfo.hasNextPage;
  const who = new Map([...members, ...(meeting?.employers ?? [])].map(({ id, name }) => [id, name]));
  const form = useForm({
    initialValues: {
      title: issue?.title ?? '',
      details: issue?.details ?? '',
      theme: issue?.theme ?? (null as Theme | null),
      sector: issue?.sector ?? (null as string | null),
      employerId: null as string | null,
      employer: null as ChosenEmployer | null,
      raisedOn: (meeting ? null : today),
      organisationId: issue?.owner?.organisation.id ?? (organisation.id as string | null),
      ownerId: issue?.owner?.id ?? (null as string | null),
      answerBy: issue?.answerBy ?? (null as string | null),
    },
    validate: {
      title: (value) => (value.trim() ? null : 'Say in a few words what the challenge is'),
      theme: (value) => (value ? null : 'Choose what it is about'),
    },
  });
  const save = form.onSubmit(async ({ title, details, theme: about, sector, employerId, raisedOn, ownerId, answerBy }) => {
    if (!about) return;
    const said = { title: title.trim(), details: details.trim() || null, theme: about, sector, ownerId, answerBy };
    const problems = issue
      ? await update({ input: { id: issue.id, version: issue.version, ...said } }).then(({ data: got, error }) => problemsOf(error, got?.updateIssue.userErrors))
      : await raise({ input: { networkId: network.id, meetingId: meeting?.id ?? null, employerId, raisedOn, ...said } }).then(({ data: got, error }) => problemsOf(error, got?.raiseIssue.userErrors));
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={issue ? `Change ${issue.title}` : `Raise an issue in the ${network.name}`} form={form} submit={save} busy={raising || updating} action={issue ? 'Save' : 'Raise the issue'} onClose={onDone}>
      <TextInput label="The challenge in a few words" data-autofocus {...form.getInputProps('title')} />
      <Textarea label="What was said about it" description="Everybody who uses the hub can read it. Do not name anybody." autosize minRows={2} {...form.getInputProps('details')} />
      <Group grow align="start">
        <Select label="About" placeholder="Choose" data={choices(theme)} {...form.getInputProps('theme')} />
        <Select label="Sector" placeholder="Every sector" clearable data={(data?.sicSections ?? []).map(({ letter, name }) => ({ value: letter, label: name }))} {...form.getInputProps('sector')} />
      </Group>
      {!issue && many && <EmployerPicker optional label="Who raised it" value={form.values.employer} onChange={(employer) => form.setValues({ employer, employerId: employer?.id ?? null })} error={form.errors.employerId} data-path="employerId" />}
      {!issue && !many && <Select label="Who raised it" placeholder="The network as a whole" clearable searchable data={[...who].map(([value, label]) => ({ value, label }))} {...form.getInputProps('employerId')} />}
      {!issue && !meeting && <DayInput label="Raised on" today={today} maxDate={today} {...form.getInputProps('raisedOn')} />}
      <Group grow align="start">
        <PartnerSelect label="Partner that answers" placeholder="Choose" openOnFocus={false} now={issue?.owner?.organisation ?? organisation} {...form.getInputProps('organisationId')} onChange={(organisationId) => form.setValues({ organisationId, ownerId: null })} />
        <StaffSelect label="Who owns the response" placeholder="Nobody yet" clearable organisationId={form.values.organisationId} now={issue?.owner ?? null} {...form.getInputProps('ownerId')} />
      </Group>
      <DayInput label="Answer wanted by" placeholder="No day" clearable today={today} minDate={today} {...form.getInputProps('answerBy')} />
    </FormDialog>
  );
}
