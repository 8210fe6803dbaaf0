import type { AgeBand, CohortFlag, LegalCondition, OverlapReason, PlacementFactsFragment, PlacementReason, PlacementState, SharedItem, WithdrawnBy } from '../../gql/graphql';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { weekday } from './words';

export const placementState: Record<PlacementState, string> = {
  PROPOSED: 'Proposed',
  MATCHED: 'Matched',
  ACCEPTED: 'Accepted',
  CONFIRMED: 'Confirmed',
  STARTED: 'Started',
  COMPLETED: 'Completed',
  WITHDRAWN: 'Withdrawn',
  DID_NOT_START: 'Did not start',
  ENDED_EARLY: 'Ended early',
};

/** What a person does to move a placement to a state. */
export const placementStep: Record<PlacementState, string> = {
  PROPOSED: 'Back to proposed',
  MATCHED: 'Match',
  ACCEPTED: 'Accept',
  CONFIRMED: 'Confirm',
  STARTED: 'Start',
  COMPLETED: 'Complete',
  WITHDRAWN: 'Withdraw',
  DID_NOT_START: 'Did not start',
  ENDED_EARLY: 'End early',
};

/** The same, where it may lead back. */
export const stepFrom = (from: PlacementState, to: PlacementState) => (onBoard.includes(to) && onBoard.indexOf(to) < onBoard.indexOf(from) ? `Back to ${placementState[to].toLowerCase()}` : placementStep[to]);

export const placementColour: Record<PlacementState, string> = {
  PROPOSED: 'gray', MATCHED: 'blue', ACCEPTED: 'blue', CONFIRMED: 'teal', STARTED: 'teal', COMPLETED: 'gray', WITHDRAWN: 'gray', DID_NOT_START: 'gray', ENDED_EARLY: 'gray',
};

/** The states of the board, in order. */
export const onBoard: PlacementState[] = ['PROPOSED', 'MATCHED', 'ACCEPTED', 'CONFIRMED', 'STARTED', 'COMPLETED'];

/** The states that a placement may still leave. */
export const active: PlacementState[] = ['PROPOSED', 'MATCHED', 'ACCEPTED', 'CONFIRMED', 'STARTED'];

export const reason: Record<PlacementReason, string> = {
  FOUND_WORK: 'Found work',
  STARTED_LEARNING: 'Started education or training',
  PERSONAL_CIRCUMSTANCES: 'Personal circumstances',
  CARING_RESPONSIBILITIES: 'Caring responsibilities',
  TRAVEL: 'Travel',
  NOT_SUITED: 'The work did not suit',
  OTHER_PLACEMENT: 'Goes to another placement',
  NO_CONTACT: 'Cannot be reached',
  ATTENDANCE: 'Attendance',
  CONDUCT: 'Conduct',
  NOT_ELIGIBLE: 'Not eligible',
  EMPLOYER_DECLINED: 'The employer declined',
  EMPLOYER_CHANGED_PLANS: 'The employer’s plans changed',
  CHECKS_NOT_MET: 'A check could not be met',
  RECORDED_BY_MISTAKE: 'Recorded by mistake',
};

const only: Partial<Record<PlacementReason, PlacementState[]>> = {
  NOT_SUITED: ['WITHDRAWN', 'ENDED_EARLY'],
  NO_CONTACT: ['WITHDRAWN', 'DID_NOT_START'],
  ATTENDANCE: ['ENDED_EARLY'],
  CONDUCT: ['ENDED_EARLY'],
  NOT_ELIGIBLE: ['WITHDRAWN'],
  EMPLOYER_DECLINED: ['WITHDRAWN'],
};

/** The reasons that an end may have. */
export const reasonsFor = (to: PlacementState) => choices(reason).filter(({ value }) => only[value]?.includes(to) ?? true);

export const withdrawnBy: Record<WithdrawnBy, string> = { PARTICIPANT: 'The participant', EMPLOYER: 'The employer', PROGRAMME: 'The programme' };

export const overlap: Record<OverlapReason, string> = { ROTATION: 'They rotate', PART_TIME: 'Both are part-time', TASTER: 'One is a short taster', AGREED_BY_BOTH_HOSTS: 'Both employers agreed' };

export const ageBand: Record<AgeBand, string> = { UNDER_16: 'Under 16', FROM_16: '16 and 17', FROM_18: '18 to 24', FROM_25: '25 to 49', FROM_50: '50 and older' };

export const cohort: Record<CohortFlag, string> = {
  DISABLED: 'Disabled',
  HEALTH_CONDITION: 'Long-term health condition',
  LEARNING_DISABILITY: 'Learning disability or difference',
  EDUCATION_PLAN: 'Education, health and care plan',
  CARE_EXPERIENCED: 'Care experienced',
  UNPAID_CARER: 'Unpaid carer',
  ETHNIC_MINORITY: 'Ethnic minority',
  REFUGEE: 'Refugee',
  CONVICTION: 'Conviction',
};

export const condition: Record<LegalCondition, string> = {
  EXPLICIT_CONSENT: 'Explicit consent',
  EMPLOYMENT_AND_SOCIAL_PROTECTION: 'Employment and social protection',
  STATUTORY_PURPOSE: 'Statutory purpose',
  EQUALITY_OF_OPPORTUNITY: 'Equality of opportunity',
  SUPPORT_FOR_A_DISABILITY: 'Support for a disability',
  SAFEGUARDING: 'Safeguarding',
};

export const sharedItem: Record<SharedItem, string> = {
  NAME: 'Name',
  CONTACT_DETAILS: 'Contact details',
  AGE: 'Age',
  CV: 'CV',
  SKILLS_AND_EXPERIENCE: 'Skills and experience',
  AVAILABILITY: 'Availability',
  ADJUSTMENTS: 'Adjustments',
  CONVICTION: 'Conviction',
};

/** The days of a placement and its hours. */
export function whenPlaced({ startsOn, endsOn, days, fromTime, untilTime }: Pick<PlacementFactsFragment, 'startsOn' | 'endsOn' | 'days' | 'fromTime' | 'untilTime'>): string {
  const dates = !startsOn ? 'No first day yet' : endsOn ? `${longDay(startsOn)} to ${longDay(endsOn)}` : `From ${longDay(startsOn)}`;
  const hours = [days.map((day) => weekday[day]).join(' '), fromTime && untilTime ? `${fromTime} to ${untilTime}` : ''].filter(Boolean).join(', ');
  return hours ? `${dates} · ${hours}` : dates;
}
