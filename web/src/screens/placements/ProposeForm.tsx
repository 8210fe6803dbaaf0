import { Alert, Button, Group, List, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ProposePlacementsDocument, type ProposePlacementsMutation } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { counted, sentence } from '../../words/count';
import { ParticipantPicker } from './ParticipantPicker';

/** Proposes participants for an opportunity. */
export default function ProposeForm({ opportunity, onDone, onSaved }: { opportunity: { id: string; role: string }; onDone: () => void; onSaved: () => void }) {
  const [propose, busy] = useChange(ProposePlacementsDocument);
  const [outcome, setOutcome] = useState<ProposePlacementsMutation['proposePlacements']>();
  const form = useForm({ initialValues: { participantIds: [] as string[] }, validate: { participantIds: (value) => (value.length > 0 ? null : 'Choose at least one participant') } });
  const save = form.onSubmit(async ({ participantIds }) => {
    const { data, error } = await propose({ input: { opportunityId: opportunity.id, participantIds } });
    const problems = problemsOf(error, data?.proposePlacements.userErrors);
    if (problems.length > 0 || !data) return showProblems(form, problems);
    onSaved();
    if (data.proposePlacements.refused.length > 0) return setOutcome(data.proposePlacements);
    onDone();
  });
  if (outcome) {
    return (
      <Modal opened onClose={onDone} title={`${counted(outcome.placements.length, 'participant')} proposed, ${outcome.refused.length} not`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="sm">
          <Alert role="alert" color="orange.9" variant="outline" title="These were not proposed">
            <List size="sm">{outcome.refused.map(({ participant, why }, index) => <List.Item key={participant?.id ?? index}>{participant?.reference ?? 'A participant'}: {sentence(why)}.</List.Item>)}</List>
          </Alert>
          <Group><Button data-autofocus onClick={onDone}>Close</Button></Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <FormDialog title={`Propose participants: ${opportunity.role}`} form={form} submit={save} busy={busy} action="Propose" onClose={onDone}>
      <ParticipantPicker label="Participants" placeholder="Type the beginning of a reference" data-autofocus {...form.getInputProps('participantIds')} />
    </FormDialog>
  );
}
