import type { SubsidyClaimState, SubsidyWait } from '../../gql/graphql';

export const claimState: Record<SubsidyClaimState, string> = { CLAIMED: 'Claimed', APPROVED: 'Approved', REFUSED: 'Refused', PAID: 'Paid', KEPT: 'Paid, nothing comes back', CLAWED_BACK: 'Clawed back' };

export const claimStep: Record<SubsidyClaimState, string> = { CLAIMED: 'Claim', APPROVED: 'Approve', REFUSED: 'Refuse', PAID: 'Record payment', KEPT: 'Nothing comes back', CLAWED_BACK: 'Claw back' };

export const claimColour: Record<SubsidyClaimState, string> = { CLAIMED: 'orange', APPROVED: 'blue', REFUSED: 'gray', PAID: 'teal', KEPT: 'teal', CLAWED_BACK: 'gray' };

export const subsidyWait: Record<SubsidyWait, string> = { TO_CLAIM: 'To claim', TO_APPROVE: 'To approve', TO_PAY: 'To pay', TO_CLAW_BACK: 'To claw back' };
