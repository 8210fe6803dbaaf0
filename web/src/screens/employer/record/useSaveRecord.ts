import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { type EmployerFactsFragment, type EmployerRecordFragment, UpdateEmployerDocument, type UpdateEmployerInput } from '../../../gql/graphql';
import { useChange } from '../../../hub/change';
import { problemsOf } from '../../../hub/trouble';
import { showProblems } from '../../../parts/ProblemSummary';
import { all } from '../../../words/count';
import { changedFacts } from '../facts';

type Recorded = EmployerFactsFragment & EmployerRecordFragment;

/** The values of a form about a list of an employer. */
export interface Rows<Row> extends Record<string, unknown> {
  rows: Row[];
}

/**
 * Saves a list of an employer. Where somebody changed the record meanwhile, says what is there now and keeps what was typed; saving
 * again then wins knowingly. field is what the API calls the list.
 */
export function useSaveRecord<Row>(employer: Recorded, form: UseFormReturnType<Rows<Row>>, field: string, onDone: () => void) {
  const [read, setRead] = useState(employer);
  const [update, busy] = useChange(UpdateEmployerDocument);

  async function save(input: Omit<UpdateEmployerInput, 'id' | 'version'>) {
    const { data, error } = await update({ input: { id: read.id, version: read.version, ...input } });
    const problems = problemsOf(error, data?.updateEmployer.userErrors);
    const now = data?.updateEmployer.employer;
    if (problems.length === 0) return onDone();
    if (now && now.version !== read.version) {
      const changed = changedFacts(read, now).map(({ label, after }) => `${label} is now ${after}`);
      setRead(now);
      return form.setErrors({ '': `Somebody changed this record meanwhile${changed.length > 0 ? `: ${all(changed)}` : ''}. What you typed is still here: save again to keep it.` });
    }
    return showProblems(form, problems.map((each) => ({ ...each, field: each.field === field ? '' : each.field.replace(`${field}.`, 'rows.') })));
  }
  return [save, busy] as const;
}
