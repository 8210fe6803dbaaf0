import type { EmployerFactsFragment } from '../../../gql/graphql';

/** How many people, and from which day; null for today. */
export interface Size {
  headcount: number | '';
  from: string | null;
}

export const sizeOf = ({ headcount }: EmployerFactsFragment): Size => ({ headcount: headcount ?? '', from: null });
