import { AddOfferDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { FormDialog } from '../../parts/FormDialog';
import { showProblems } from '../../parts/ProblemSummary';
import { inputOf } from './offer';
import { OfferFields, useOfferForm } from './OfferForm';

/** Adds an offer to the directory. */
export default function AddOffer({ today, onClose, onDone }: { today: string; onClose: () => void; onDone: (id: string) => void }) {
  const [add, busy] = useChange(AddOfferDocument);
  const form = useOfferForm();
  const save = form.onSubmit(async (values) => {
    const { data, error } = await add({ input: inputOf(values) });
    const problems = problemsOf(error, data?.addOffer.userErrors);
    if (problems.length > 0) return showProblems(form, problems);
    if (data?.addOffer.offer) onDone(data.addOffer.offer.id);
  });
  return <FormDialog title="Add offer" form={form} submit={save} busy={busy} action="Add offer" onClose={onClose}><OfferFields form={form} today={today} /></FormDialog>;
}
