import type { GoodPracticeState, IssueState, MeetingFactsFragment, MeetingReply, MeetingState, MembershipState, Seat } from '../../gql/graphql';
import { counted } from '../../words/count';

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

export const stateColour: Record<MembershipState, string> = { PROSPECT: 'gray', INVITED: 'blue', ACTIVE: 'teal', PAUSED: 'orange', DECLINED: 'gray', LEFT: 'gray' };

export const seat: Record<Seat, string> = { REPRESENTATIVE: 'Representative', DEPUTY: 'Deputy' };

export const reply: Record<MeetingReply, string> = { YES: 'Comes', NO: 'Does not come', DEPUTY: 'Sends somebody else' };

export const meetingState: Record<MeetingState, string> = { PLANNED: 'Planned', OVER: 'Over', CANCELLED: 'Cancelled' };

type Figures = MeetingFactsFragment['figures'];

export const replies = ({ invited, yes, no, deputy, unanswered }: Figures) =>
  invited === 0 ? 'Nobody is invited' : `${invited} invited: ${yes} yes, ${no} no, ${deputy} send somebody else, ${unanswered} not replied`;

export const came = ({ members, people, invited }: Figures) => `${counted(people, 'person', 'people')} came, from ${members} of ${counted(invited, 'member')} invited`;

export const issueState: Record<IssueState, string> = { OPEN: 'Open', IN_HAND: 'In hand', ANSWERED: 'Answered', DROPPED: 'Dropped' };

/** What a person does to move an issue to a state. */
export const issueStep: Record<IssueState, string> = { OPEN: 'Open again', IN_HAND: 'Is worked on', ANSWERED: 'Answer it', DROPPED: 'Drop it' };

export const issueColour: Record<IssueState, string> = { OPEN: 'orange', IN_HAND: 'blue', ANSWERED: 'teal', DROPPED: 'gray' };

export const practiceState: Record<GoodPracticeState, string> = { WRITTEN: 'Not agreed yet', PUBLISHABLE: 'May be published', WITHDRAWN: 'Consent taken back' };

export const practiceColour: Record<GoodPracticeState, string> = { WRITTEN: 'gray', PUBLISHABLE: 'teal', WITHDRAWN: 'orange' };
