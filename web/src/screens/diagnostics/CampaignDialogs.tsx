import { NumberInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type CampaignDetailsFragment, type CampaignState, TransitionCampaignDocument, UpdateCampaignDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { DayInput } from '../../parts/DayInput';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { campaignStep } from '../../words/label';

/** Asks before a campaign is taken to a state, or for what is to change about it. */
export default function CampaignDialog({ campaign, today, to, onDone }: { campaign: CampaignDetailsFragment; today: string; to: CampaignState | 'EDIT'; onDone: () => void }) {
  return to === 'EDIT' ? <Edit campaign={campaign} today={today} onDone={onDone} /> : <Step campaign={campaign} to={to} onDone={onDone} />;
}

function Step({ campaign, to, onDone }: { campaign: CampaignDetailsFragment; to: CampaignState; onDone: () => void }) {
  const [move, busy] = useChange(TransitionCampaignDocument);
  const form = useForm({ initialValues: { reason: '' } });
  const words = campaignStep[to];
  const save = form.onSubmit(async ({ reason }) => {
    const { data, error } = await move({ input: { id: campaign.id, version: campaign.version, to, reason: reason.trim() || undefined } });
    const problems = problemsOf(error, data?.transitionCampaign.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  if (!words) return null;
  return (
    <FormDialog title={words.title} form={form} submit={save} busy={busy} action={words.action} onClose={onDone}>
      <Text size="sm">{words.told}</Text>
      <TextInput label="Why (optional)" data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  );
}

function Edit({ campaign, today, onDone }: { campaign: CampaignDetailsFragment; today: string; onDone: () => void }) {
  const [update, busy] = useChange(UpdateCampaignDocument);
  const form = useForm<{ name: string; closesOn: string | null; ratePerMinute: number | string }>({
    initialValues: { name: campaign.name, closesOn: campaign.closesOn, ratePerMinute: campaign.ratePerMinute ?? '' },
    validate: { closesOn: (value) => (value ? null : 'Choose the last day for answers') },
  });
  const save = form.onSubmit(async ({ name, closesOn, ratePerMinute }) => {
    const { data, error } = await update({
      input: { id: campaign.id, version: campaign.version, name, closesOn, ratePerMinute: ratePerMinute === '' ? null : Number(ratePerMinute) },
    });
    const problems = problemsOf(error, data?.updateCampaign.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    onDone();
  });
  return (
    <FormDialog title="Change this campaign" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <TextInput label="Name for staff" data-autofocus {...form.getInputProps('name')} />
      <DayInput label="Last day for answers" today={today} minDate={today} {...form.getInputProps('closesOn')} />
      <NumberInput label="Messages a minute" description="Empty: as fast as the hub may send" min={1} max={10000} {...form.getInputProps('ratePerMinute')} />
    </FormDialog>
  );
}
