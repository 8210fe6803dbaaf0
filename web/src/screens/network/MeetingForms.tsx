import { Checkbox, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  AddMeetingActionDocument, CancelMeetingDocument, FollowUpMeetingDocument, InviteToMeetingDocument, type InviteeFactsFragment, type MeetingDetailsFragment, type MeetingReply,
  PeopleAtDocument, RecordAttendanceDocument, RecordMeetingReplyDocument,
} from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useViewer } from '../../shell/viewer';
import { counted } from '../../words/count';
import { addDays, onWeekday } from '../../words/date';
import { choices } from '../../words/label';
import { TaskFields } from '../task/TaskFields';
import AnswersToTell from './AnswersToTell';
import IssueForm from './IssueForm';
import MeetingForm from './MeetingForm';
import { reply } from './words';

interface Props {
  meeting: MeetingDetailsFragment;
  onDone: () => void;
}

/** What a person does with a meeting; an invitee: notes the reply. */
export type Doing = 'change' | 'cancel' | 'invite' | 'attendance' | 'action' | 'issue' | 'follow-up' | InviteeFactsFragment;

/** The dialog in which they do it. */
export default function MeetingDialog({ doing, today, ...rest }: Props & { doing: Doing; today: string }) {
  switch (doing) {
    case 'change': return <MeetingForm network={rest.meeting.network} today={today} {...rest} />;
    case 'cancel': return <CancelForm {...rest} />;
    case 'invite': return <InviteForm {...rest} />;
    case 'attendance': return <AttendanceForm {...rest} />;
    case 'action': return <ActionForm today={today} {...rest} />;
    case 'issue': return <IssueForm network={rest.meeting.network} meeting={{ id: rest.meeting.id, employers: rest.meeting.invitees.map(({ employer }) => employer) }} today={today} onDone={rest.onDone} />;
    case 'follow-up': return <FollowUpForm {...rest} />;
    default: return <ReplyForm invitee={doing} onDone={rest.onDone} />;
  }
}

/** Calls a meeting off, once a person has said why. */
function CancelForm({ meeting, onDone }: Props) {
  const [cancel, busy] = useChange(CancelMeetingDocument);
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: (value) => (value.trim() ? null : 'Say why; invited people read it') } });
  const save = form.onSubmit(async ({ reason }) => {
    const { data, error } = await cancel({ input: { id: meeting.id, version: meeting.version, reason: reason.trim() } });
    const problems = problemsOf(error, data?.cancelMeeting.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={`Cancel ${meeting.title}?`} form={form} submit={save} busy={busy} action="Cancel the meeting" onClose={onDone}>
      <Text size="sm">Everybody who was told of it is told by e-mail, and it goes from their calendars. It cannot be called again.</Text>
      <TextInput label="Why" data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

/** Who works at an employer today, to choose from. */
function usePeopleAt(employerId: string | undefined) {
  const [{ data }] = useRead({ query: PeopleAtDocument, variables: { id: employerId ?? '' }, pause: !employerId });
  const people = new Map((data?.employer?.people ?? [])
    .filter(({ until, person }) => (until === null || until >= (data?.today ?? '')) && person.name !== null)
    .map(({ person, jobTitle }) => [person.id, [person.name, jobTitle].filter(Boolean).join(', ')]));
  return [...people].map(([value, label]) => ({ value, label }));
}

/** Notes what somebody answered on the telephone. */
function ReplyForm({ invitee, onDone }: { invitee: InviteeFactsFragment; onDone: () => void }) {
  const [record, busy] = useChange(RecordMeetingReplyDocument);
  const people = usePeopleAt(invitee.employer.id).filter(({ value }) => value !== invitee.person?.id);
  const form = useForm<{ reply: MeetingReply | null; deputyId: string | null; note: string }>({
    initialValues: { reply: invitee.reply, deputyId: invitee.deputy?.id ?? null, note: invitee.note ?? '' },
    validate: { reply: (value) => (value ? null : 'Choose what they said') },
  });
  const save = form.onSubmit(async ({ reply: said, deputyId, note }) => {
    if (!said) return;
    const { data, error } = await record({ input: { inviteeId: invitee.id, reply: said, deputyId: said === 'DEPUTY' ? deputyId : null, note: note.trim() || null } });
    const problems = problemsOf(error, data?.recordMeetingReply.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const answers = choices(reply).filter(({ value }) => value !== 'DEPUTY' || invitee.standsInFor === null);
  return (
    <FormDialog title={`Reply of ${invitee.person?.name ?? invitee.employer.name}`} form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Select label="What they said" placeholder="Choose" data={answers} data-autofocus {...form.getInputProps('reply')} />
      {form.values.reply === 'DEPUTY' && <Select label="Who comes instead" description="Gets an invitation. Leave it empty where nobody is named" clearable searchable data={people} {...form.getInputProps('deputyId')} />}
      <Textarea label="What they added" autosize {...form.getInputProps('note')} />
    </FormDialog>
  );
}

/** Asks one more person, or notes that they were there where the meeting is over. */
function InviteForm({ meeting, onDone }: Props) {
  const [invite, busy] = useChange(InviteToMeetingDocument);
  const over = meeting.state === 'OVER';
  const form = useForm<{ employerId: ChosenEmployer | null; personId: string | null }>({
    initialValues: { employerId: null, personId: null },
    validate: { employerId: (value) => (value ? null : 'Choose an employer'), personId: (value) => (value ? null : 'Choose somebody') },
  });
  const people = usePeopleAt(form.values.employerId?.id);
  const save = form.onSubmit(async ({ employerId, personId }) => {
    const { data, error } = await invite({ input: { meetingId: meeting.id, employerId: employerId?.id ?? '', personId: personId ?? '' } });
    const problems = problemsOf(error, data?.inviteToMeeting.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title={over ? 'Add somebody who was there' : 'Invite somebody'} form={form} submit={save} busy={busy} action={over ? 'Add' : 'Invite'} onClose={onDone}>
      <EmployerPicker label="Employer" autoFocus {...form.getInputProps('employerId')} value={form.values.employerId} />
      <Select label="Person" placeholder={form.values.employerId && people.length === 0 ? 'Nobody is known there' : 'Choose'} disabled={!form.values.employerId} searchable data={people} {...form.getInputProps('personId')} />
    </FormDialog>
  );
}

/** Takes down who came. */
function AttendanceForm({ meeting, onDone }: Props) {
  const [record, busy] = useChange(RecordAttendanceDocument);
  const asked = meeting.invitees.filter(({ withdrawnAt, attended }) => withdrawnAt === null || attended);
  const form = useForm<{ attended: string[] }>({
    initialValues: { attended: asked.filter(({ attended, reply: said }) => attended ?? said === 'YES').map(({ id }) => id) },
  });
  const save = form.onSubmit(async ({ attended }) => {
    const { data, error } = await record({ input: { meetingId: meeting.id, attended } });
    const problems = problemsOf(error, data?.recordAttendance.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title="Who came" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <Checkbox.Group label="Those who were there" {...form.getInputProps('attended')}>
        <Stack gap="xs" mt="xs">
          {asked.map((one, index) => <Checkbox key={one.id} value={one.id} data-autofocus={index === 0 ? true : undefined} label={`${one.person?.name ?? 'Somebody whose name you do not see'}, ${one.employer.name}`} />)}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}

/** Makes something that a meeting wants done a task. */
function ActionForm({ meeting, today, onDone }: Props & { today: string }) {
  const { user } = useViewer();
  const [add, busy] = useChange(AddMeetingActionDocument);
  const form = useForm<{ title: string; dueOn: string | null; assigneeId: string | null; employerId: ChosenEmployer | null }>({
    initialValues: { title: '', dueOn: onWeekday(addDays(today, 7)), assigneeId: user?.id ?? null, employerId: null },
    validate: { title: (value) => (value.trim() ? null : 'Say what is to be done'), dueOn: (value) => (value ? null : 'Enter by when') },
  });
  const save = form.onSubmit(async ({ title, dueOn, assigneeId, employerId }) => {
    const { data, error } = await add({ input: { meetingId: meeting.id, title: title.trim(), dueOn: dueOn ?? '', assigneeId, employerId: employerId?.id } });
    const problems = problemsOf(error, data?.addMeetingAction.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title="Add an action" form={form} submit={save} busy={busy} action="Add" onClose={onDone}>
      <TextInput label="What is to be done" data-autofocus {...form.getInputProps('title')} />
      <EmployerPicker optional label="About which employer" {...form.getInputProps('employerId')} value={form.values.employerId} />
      <TaskFields dueOn={form.getInputProps('dueOn')} assignee={{ ...form.getInputProps('assigneeId'), value: form.values.assigneeId, now: user }} />
    </FormDialog>
  );
}

/** Writes to those who came, once. */
function FollowUpForm({ meeting, onDone }: Props) {
  const [send, busy] = useChange(FollowUpMeetingDocument);
  const form = useForm({ initialValues: { text: '' }, validate: { text: (value) => (value.trim() ? null : 'Enter what you want to tell them') } });
  const save = form.onSubmit(async ({ text }) => {
    const { data, error } = await send({ input: { id: meeting.id, version: meeting.version, text: text.trim() } });
    const problems = problemsOf(error, data?.followUpMeeting.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title="Write to those who came" form={form} submit={save} busy={busy} action="Send" onClose={onDone}>
      <Text size="sm">It goes to {counted(meeting.figures.people, 'person', 'people')}, once.</Text>
      <Textarea label="What you want to tell them" autosize minRows={5} data-autofocus {...form.getInputProps('text')} />
      <AnswersToTell networkId={meeting.network.id} startsAt={meeting.startsAt} onAdd={(words) => form.setFieldValue('text', (now) => [now.trim(), words].filter(Boolean).join('\n\n'))} />
    </FormDialog>
  );
}
