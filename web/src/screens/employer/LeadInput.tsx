import { Select, Stack } from '@mantine/core';
import { type EmployerFactsFragment, PartnersAndStaffDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';

/** Who leads, by id; null where nobody does. */
export interface Lead {
  leadOrganisationId: string | null;
  accountLeadId: string | null;
}

export const leadOf = ({ leadOrganisation, accountLead }: EmployerFactsFragment): Lead => ({
  leadOrganisationId: leadOrganisation?.id ?? null,
  accountLeadId: accountLead?.id ?? null,
});

const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
const within = { withinPortal: false };

/** Chooses the lead organisation and, of its users, the account lead. */
export function LeadInput({ value, error, onChange, size }: { value: Lead; error: string | undefined; onChange: (lead: Lead) => void; size: 'xs' }) {
  const [{ data, fetching }] = useRead({ query: PartnersAndStaffDocument, variables: { organisationId: value.leadOrganisationId } });
  const users = value.leadOrganisationId && !fetching ? (data?.users.nodes ?? []) : [];
  return (
    <Stack gap={6}>
      <Select aria-label="Lead organisation" data-autofocus size={size} clearable searchable placeholder="No lead" comboboxProps={within} data={data?.organisations.nodes.map(option) ?? []} error={error}
        value={value.leadOrganisationId} onChange={(leadOrganisationId) => onChange({ leadOrganisationId, accountLeadId: null })} />
      <Select aria-label="Account lead" size={size} clearable searchable placeholder="Nobody yet" comboboxProps={within} data={users.map(option)} disabled={!value.leadOrganisationId}
        value={value.accountLeadId} onChange={(accountLeadId) => onChange({ ...value, accountLeadId })} />
    </Stack>
  );
}
