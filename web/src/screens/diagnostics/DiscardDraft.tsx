import { Button, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { DiscardCampaignDraftDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';

/** Drops a draft, after asking. ready gives its version once nothing of it is being saved any more. */
export function DiscardDraft({ id, ready }: { id: string; ready: () => Promise<number> }) {
  const [asking, setAsking] = useState(false);
  const [discard, busy] = useChange(DiscardCampaignDraftDocument);
  const navigate = useNavigate();
  const form = useForm({ initialValues: {} });
  const drop = form.onSubmit(async () => {
    const { data, error } = await discard({ input: { campaignId: id, version: await ready() } });
    const problems = problemsOf(error, data?.discardCampaignDraft.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    await navigate('/diagnostics', { replace: true });
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>Discard draft</Button>
      {asking && (
        <FormDialog title="Discard this draft" form={form} submit={drop} busy={busy} action="Discard" onClose={() => setAsking(false)}>
          <Text size="sm">Nobody was asked yet. What was set up is lost, also for your colleagues.</Text>
        </FormDialog>
      )}
    </>
  );
}
