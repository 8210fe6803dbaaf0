import type { MembershipState, Seat } from '../../gql/graphql';

export const state: Record<MembershipState, string> = {
  PROSPECT: 'To be asked',
  INVITED: 'Invited',
  ACTIVE: 'Member',
  PAUSED: 'Paused',
  DECLINED: 'Declined',
  LEFT: 'Left',
};

/** What a person does to move a membership to a state. */
export const step: Record<MembershipState, string> = {
  PROSPECT: 'Ask later',
  INVITED: 'Has been invited',
  ACTIVE: 'Is a member',
  PAUSED: 'Pause',
  DECLINED: 'Has declined',
  LEFT: 'Has left',
};

export const stateColour: Record<MembershipState, string> = { PROSPECT: 'gray', INVITED: 'blue', ACTIVE: 'teal', PAUSED: 'orange.9', DECLINED: 'gray', LEFT: 'gray' };

export const seat: Record<Seat, string> = { REPRESENTATIVE: 'Representative', DEPUTY: 'Deputy' };
