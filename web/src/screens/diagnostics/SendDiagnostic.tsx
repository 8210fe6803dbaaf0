import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import { type EmployerFilter, SendChoicesDocument, type SendChoicesQuery, SendDiagnosticDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { ProblemSummary, showProblems } from '../../parts/ProblemSummary';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { addDays, longDay, onWeekday } from '../../words/date';
import { Preview } from './Preview';

interface Props {
  /** The employers to ask. */
  audience: EmployerFilter;
  onClose: () => void;
  onSent: () => void;
}

/** Shows who would get a diagnostic and who would not, and sends it. */
export default function SendDiagnostic(props: Props) {
  const [{ data, error }, again] = useRead({ query: SendChoicesDocument, requestPolicy: 'cache-and-network' });
  const published = data?.questionnaires.filter(({ published }) => published) ?? [];
  return (
    <Modal opened onClose={props.onClose} title="Send diagnostic" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && published.length === 0 && <Empty title="No questionnaire is published">Publish one first; then it can be sent.</Empty>}
      {data && published.length > 0 && <SendForm {...props} questionnaires={published} today={data.today} />}
    </Modal>
  );
}

function SendForm({ audience, onSent, questionnaires, today }: Props & { questionnaires: SendChoicesQuery['questionnaires']; today: string }) {
  const [send, busy] = useChange(SendDiagnosticDocument);
  const form = useForm<{ questionnaireVersionId: string; name: string; closesOn: string | null }>({
    initialValues: {
      questionnaireVersionId: (questionnaires.find(({ key }) => key === 'pulse') ?? questionnaires[0])?.published?.id ?? '',
      name: '',
      closesOn: onWeekday(addDays(today, 21)),
    },
    validate: { closesOn: (value) => (value ? null : 'Choose the last day for answers') },
  });
  const { questionnaireVersionId, name, closesOn } = form.values;
  const input = { questionnaireVersionId, audience, kind: 'SERVICE' as const, kindReason: 'Part of our work with these employers', name: name.trim() || undefined, closesOn: closesOn ?? undefined };

  const submit = form.onSubmit(async () => {
    const { data, error } = await send({ input });
    const problems = problemsOf(error, data?.sendDiagnostic.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    const sent = data?.sendDiagnostic;
    if (sent?.campaign) {
      notifications.show({ message: <>Going out to {counted(sent.invited, 'employer')}: <Link to={`/diagnostics/${sent.campaign.id}`}>{sent.campaign.name}</Link></> });
      onSent();
    }
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ProblemSummary form={form} />
        <Select label="Questionnaire" allowDeselect={false} data={questionnaires.map(({ name: label, published }) => ({ value: published?.id ?? '', label: `${label}, version ${published?.number ?? ''}` }))}
          {...form.getInputProps('questionnaireVersionId')} />
        <Group grow align="start">
          <DayInput label="Last day for answers" today={today} minDate={addDays(today, 1)} {...form.getInputProps('closesOn')} />
          <TextInput label="Name for staff" placeholder={`${questionnaires.find(({ published }) => published?.id === questionnaireVersionId)?.name ?? ''}, ${longDay(today)}`} {...form.getInputProps('name')} />
        </Group>
        <Preview input={{ questionnaireVersionId, audience, kind: input.kind, kindReason: input.kindReason }}>
          {(willReceive) => <Group><Button type="submit" loading={busy} disabled={willReceive === 0}>{willReceive === 0 ? 'Nobody to send it to' : `Send to ${counted(willReceive, 'person', 'people')}`}</Button></Group>}
        </Preview>
      </Stack>
    </form>
  );
}
