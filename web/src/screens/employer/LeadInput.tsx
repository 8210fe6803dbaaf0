import { Stack } from '@mantine/core';
import type { EmployerFactsFragment } from '../../gql/graphql';
import { PartnerSelect, StaffSelect } from '../../parts/WhoSelect';

/** Who leads, by id; null where nobody does. */
export interface Lead {
  leadOrganisationId: string | null;
  accountLeadId: string | null;
}

export const leadOf = ({ leadOrganisation, accountLead }: EmployerFactsFragment): Lead => ({
  leadOrganisationId: leadOrganisation?.id ?? null,
  accountLeadId: accountLead?.id ?? null,
});

const within = { withinPortal: false };

/** Chooses the lead organisation and, of its users, the account lead. */
export function LeadInput({ employer, value, error, onChange, size }: { employer: EmployerFactsFragment; value: Lead; error: string | undefined; onChange: (lead: Lead) => void; size: 'xs' }) {
  return (
    <Stack gap={6}>
      <PartnerSelect aria-label="Lead organisation" data-autofocus size={size} clearable placeholder="No lead" comboboxProps={within} now={employer.leadOrganisation} error={error}
        value={value.leadOrganisationId} onChange={(leadOrganisationId) => onChange({ leadOrganisationId, accountLeadId: null })} />
      <StaffSelect aria-label="Account lead" size={size} clearable placeholder="Nobody yet" comboboxProps={within} now={employer.accountLead} organisationId={value.leadOrganisationId}
        value={value.accountLeadId} onChange={(accountLeadId) => onChange({ ...value, accountLeadId })} />
    </Stack>
  );
}
