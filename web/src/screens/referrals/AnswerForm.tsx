import { Select, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CompletingChoicesDocument, type ReferralFactsFragment, type ReferralState, TransitionReferralDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useViewer } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { channel } from '../../words/label';

interface Props {
  referral: ReferralFactsFragment;
  to: ReferralState;
  action: string;
  today: string;
  onDone: () => void;
}

/** Takes a referral one step on: when it will be done, why not, or what did it. */
export default function AnswerForm({ referral, to, action, today, onDone }: Props) {
  const [transition, busy] = useChange(TransitionReferralDocument);
  const completing = to === 'COMPLETED';
  const interaction = completing && referral.kind === 'REFERRAL';
  const introduction = completing && referral.kind === 'INTRODUCTION' && !referral.person;
  const form = useForm({
    initialValues: { reason: '', dueOn: null as string | null, interactionId: null as string | null, personId: null as string | null },
    validate: {
      reason: (value) => (to === 'DECLINED' && !value.trim() ? 'Say why, so that the sender can go on' : null),
      interactionId: (value) => (interaction && !value ? 'Choose the contact that completed it' : null),
      personId: (value) => (introduction && !value ? 'Choose whom they were introduced to' : null),
    },
  });
  const save = form.onSubmit(async ({ reason, ...values }) => {
    const { data, error } = await transition({ input: { id: referral.id, version: referral.version, to, reason: reason.trim() || null, ...values } });
    const problems = problemsOf(error, data?.transitionReferral.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  const choices = useCompleting(referral.employer.id, completing);

  return (
    <FormDialog title={`${action}: ${referral.employer.name}`} form={form} submit={save} busy={busy} action={action} onClose={onDone}>
      {to === 'ACCEPTED' && (
        <>
          <Text size="sm">{referral.kind === 'REFERRAL' ? 'Your organisation sees its people and shared notes from now on, as the lead does.' : 'You say that you will introduce them.'}</Text>
          <DayInput label="You deal with it by" placeholder={longDay(referral.dueOn)} clearable today={today} minDate={today} {...form.getInputProps('dueOn')} />
        </>
      )}
      {interaction && (
        <Select label="The contact that completed it" description="One of your organisation’s latest; log it first where it is missing" placeholder="Choose" data={choices.contacts} {...form.getInputProps('interactionId')} />
      )}
      {introduction && <Select label="Whom they were introduced to" placeholder="Choose" data={choices.people} {...form.getInputProps('personId')} />}
      <Textarea label={to === 'DECLINED' ? 'Why not' : 'What the sender should know'} placeholder={to === 'DECLINED' ? '' : 'Nothing more'} autosize minRows={2} maxRows={8} data-autofocus={to === 'DECLINED' || undefined} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

/** What can complete a referral: contacts of one's own organisation with the employer, and its people. */
function useCompleting(employerId: string, asked: boolean) {
  const { organisation } = useViewer();
  const [{ data }] = useRead({ query: CompletingChoicesDocument, variables: { id: employerId }, pause: !asked, requestPolicy: 'network-only' });
  const contacts = (data?.employer?.timeline.nodes ?? []).flatMap(({ interaction, title }) =>
    interaction?.state === 'COMPLETE' && interaction.organisation.id === organisation.id
      ? [{ value: interaction.id, label: `${longDay(interaction.happenedOn)}, ${channel[interaction.channel]}${title ? `: ${title}` : ''}` }]
      : []);
  const people = (data?.employer?.people ?? []).flatMap(({ until, person }) => (!until && person.name ? [{ value: person.id, label: person.name }] : []));
  return { contacts: [...new Map(contacts.map((each) => [each.value, each])).values()], people: [...new Map(people.map((each) => [each.value, each])).values()] };
}
