import { FilterChoicesDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import type { FilterNames, ListFilter } from './address';

const most = 100; // records that the hub reads at once

/** What the codes of a filter mean, and who the leads in it are. */
export function useFilterNames(filter: ListFilter): FilterNames | undefined {
  const ids = [...(filter.leadOrganisationIn ?? []), ...(filter.accountLeadIn ?? [])].slice(0, most);
  const [{ data }] = useRead({ query: FilterChoicesDocument, variables: { leads: ids } });
  if (!data) return undefined;
  const leads = [];
  for (const each of data.leads) if (each?.__typename === 'Organisation' || each?.__typename === 'User') leads.push(each);
  return { ...data, leads };
}
