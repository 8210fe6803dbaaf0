import type { MergePreviewQuery, MergeSide } from '../../gql/graphql';
import { legalForm, status } from '../../words/label';

/** Something that both records of a merge say. */
export type Field = MergePreviewQuery['mergePreview']['fields'][number];

/** Whose word was chosen, by the ID of the record, so that swapping which one stays keeps what was chosen. */
export type Chosen = Record<string, string>;

/** Whose word stands for a field. */
export function sideOf(field: Field, chosen: Chosen, keep: string): MergeSide {
  const id = chosen[field.key];
  if (!id) return field.stands;
  return id === keep ? 'KEEP' : 'OTHER';
}

const enumerations: Record<string, Record<string, string>> = { legalForm, status, keyAccount: { true: 'Yes', false: 'No' } };

/** What a record says, as people read it. */
export const said = (key: string, text: string | null) => (text === null ? 'Nothing' : (enumerations[key]?.[text] ?? text));

const registers: Record<string, string> = {
  CHARITY_ENGLAND_WALES: 'Charity number, England and Wales',
  CHARITY_SCOTLAND: 'Charity number, Scotland',
  CHARITY_NORTHERN_IRELAND: 'Charity number, Northern Ireland',
  UKPRN: 'UK provider number',
  URN: 'School number',
};

/** The name of a field, as people read it. */
export const fieldLabel = ({ label }: Pick<Field, 'label'>) => registers[label] ?? label;
