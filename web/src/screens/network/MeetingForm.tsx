import { Group, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CallMeetingDocument, ChangeMeetingDocument, type MeetingFactsFragment, NetworkMembersDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { counted } from '../../words/count';
import { dayAndTime, momentAt } from '../../words/date';
import AnswersToTell from './AnswersToTell';

const withMembers = changesWith('Membership');

interface Props {
  network: { id: string; name: string };
  /** The one to change; absent to call a new one. */
  meeting?: MeetingFactsFragment;
  today: string;
  onDone: () => void;
}

/** Calls a meeting, or says all of one anew. */
export default function MeetingForm({ network, meeting, today, onDone }: Props) {
  const [call, calling] = useChange(CallMeetingDocument);
  const [change, changing] = useChange(ChangeMeetingDocument);
  const starts = meeting && dayAndTime(meeting.startsAt);
  const ends = meeting && dayAndTime(meeting.endsAt);
  // Named as the API names what is wrong with them: startsAt is the day, endsAt the time of the end.
  const form = useForm<{ title: string; startsAt: string | null; from: string; endsAt: string; lastDay: string | null; place: string; link: string; agenda: string }>({
    initialValues: {
      title: meeting?.title ?? '', startsAt: starts?.day ?? null, from: starts?.time ?? '10:00', endsAt: ends?.time ?? '12:00',
      lastDay: ends && ends.day !== starts?.day ? ends.day : null, place: meeting?.place ?? '', link: meeting?.link ?? '', agenda: meeting?.agenda ?? '',
    },
    validate: {
      title: (value) => (value.trim() ? null : 'Enter what the meeting is called'),
      startsAt: (value) => (value ? null : 'Enter the day'),
      from: (value) => (value ? null : 'Enter when it begins'),
      endsAt: (value) => (value ? null : 'Enter when it ends'),
      place: (value, { link }) => (value.trim() || link.trim() ? null : 'Enter where people meet, or the address by which they join'),
    },
  });
  const save = form.onSubmit(async ({ title, startsAt, from, endsAt, lastDay, place, link, agenda }) => {
    if (!startsAt) return;
    const said = {
      title: title.trim(), place: place.trim() || null, link: link.trim() || null, agenda: agenda.trim() || null,
      startsAt: momentAt(startsAt, from), endsAt: momentAt(lastDay ?? startsAt, endsAt),
    };
    const problems = meeting ? await changed({ ...said, id: meeting.id, version: meeting.version }) : await called({ ...said, networkId: network.id });
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const called = async (input: Parameters<typeof call>[0]['input']) => {
    const { data, error } = await call({ input });
    return problemsOf(error, data?.callMeeting.userErrors);
  };
  const changed = async (input: Parameters<typeof change>[0]['input']) => {
    const { data, error } = await change({ input });
    return problemsOf(error, data?.changeMeeting.userErrors);
  };
  return (
    <FormDialog title={meeting ? `Change ${meeting.title}` : `Call a meeting of the ${network.name}`} form={form} submit={save} busy={calling || changing} action={meeting ? 'Save' : 'Call the meeting'} onClose={onDone}>
      <TextInput label="What it is called" data-autofocus {...form.getInputProps('title')} />
      <DayInput label="Day" today={today} {...form.getInputProps('startsAt')} />
      <Group grow align="start">
        <TextInput type="time" label="Begins" {...form.getInputProps('from')} />
        <TextInput type="time" label="Ends" {...form.getInputProps('endsAt')} />
      </Group>
      <DayInput label="Last day, if it takes more than one" clearable today={today} minDate={today} {...form.getInputProps('lastDay')} />
      <TextInput label="Place" {...form.getInputProps('place')} />
      <TextInput label="Link to join from afar" placeholder="https://" {...form.getInputProps('link')} />
      <Textarea label="Agenda" autosize minRows={3} {...form.getInputProps('agenda')} />
      {!meeting && <AnswersToTell networkId={network.id} onAdd={(words) => form.setFieldValue('agenda', (now) => [now.trim(), words].filter(Boolean).join('\n'))} />}
      {meeting ? <Text size="sm">Those who were told of it are told of the change. Where the time is another, everybody is asked anew.</Text> : <WhoIsAsked network={network} />}
    </FormDialog>
  );
}

/** Who will be invited by e-mail, and for which members nobody can be. */
function WhoIsAsked({ network }: { network: Props['network'] }) {
  const [{ data }] = useRead({ query: NetworkMembersDocument, variables: { id: network.id, filter: { stateIn: ['ACTIVE'] }, after: null }, requestPolicy: 'cache-and-network', context: withMembers });
  if (data?.node?.__typename !== 'Network') return null;
  const { nodes, totalCount } = data.node.memberships;
  const silent = nodes.filter(({ representative, deputies }) => !representative && deputies.length === 0);
  return (
    <div>
      <Text size="sm">The network has {counted(totalCount, 'member')}. Who speaks for one is invited by e-mail; deputies where a member has no representative.</Text>
      {silent.length > 0 && <Text size="sm" c="orange.9">Nobody speaks for {silent.map(({ employer }) => employer.name).join(', ')}.</Text>}
    </div>
  );
}
