import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { type OfferFactsFragment, UpdateOfferDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { useReading } from '../employer/reading';
import { inputOf } from './offer';
import { OfferFields, useOfferForm } from './OfferForm';

/** Writes what an offer says now, or takes it out of the directory; either way it counts as checked today. */
export default function ChangeOffer({ offer, today, onDone }: { offer: OfferFactsFragment; today: string; onDone: () => void }) {
  const [update, busy] = useChange(UpdateOfferDocument);
  const [read, conflict] = useReading(offer);
  const [withdrawn, setWithdrawn] = useState(offer.withdrawnOn !== null);
  const form = useOfferForm(offer);
  const save = form.onSubmit(async (values) => {
    const { data, error } = await update({ input: { id: read.id, version: read.version, offer: inputOf(values), withdrawn } });
    const payload = data?.updateOffer;
    const problems = problemsOf(error, payload?.userErrors);
    const labels = { title: 'title', summary: 'what it is', funding: 'what it costs', eligibility: 'who may have it', startsOn: 'first day', endsOn: 'last day', contact: 'whom to ask', link: 'where to read more' };
    if (problems.length > 0) return showProblems(form, conflict(payload?.offer, labels) ?? problems.map(({ field, ...rest }) => ({ ...rest, field: field.replace(/^offer\./, '') })));
    onDone();
  });
  return (
    <FormDialog title="Change offer" form={form} submit={save} busy={busy} action="Save" onClose={onDone}>
      <OfferFields form={form} today={today} provider={offer.provider} />
      <Checkbox label="It is not offered any more" checked={withdrawn} onChange={(event) => setWithdrawn(event.currentTarget.checked)} />
    </FormDialog>
  );
}
