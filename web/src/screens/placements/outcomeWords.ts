import type { DueKind, Ending, OutcomeFactsFragment, OutcomeKind, OutcomeState, ReviewAgain, ReviewAttendance, ReviewHelp, ReviewScale, ReviewStage } from '../../gql/graphql';

export const outcomeKind: Record<OutcomeKind, string> = { INTERVIEW: 'Interview', OFFER: 'Job offer', JOB_START: 'Job start', SUSTAINED: 'Sustained job' };

export const outcomeState: Record<OutcomeState, string> = { CLAIMED: 'To be confirmed', CONFIRMED: 'Confirmed', REFUSED: 'Refused by the employer', NOT_REACHED: 'Did not last', WITHDRAWN: 'Withdrawn' };

export const outcomeStep: Record<OutcomeState, string> = { CLAIMED: 'Claim', CONFIRMED: 'Confirm', REFUSED: 'Employer says no', NOT_REACHED: 'Did not last', WITHDRAWN: 'Withdraw' };

export const outcomeColour: Record<OutcomeState, string> = { CLAIMED: 'orange', CONFIRMED: 'teal', REFUSED: 'red', NOT_REACHED: 'gray', WITHDRAWN: 'gray' };

/** What an outcome is, with its weeks. */
export const outcomeName = ({ kind, weeks }: Pick<OutcomeFactsFragment, 'kind' | 'weeks'>) => (weeks ? `${outcomeKind[kind]}, ${weeks} weeks` : outcomeKind[kind]);

export const reviewStage: Record<ReviewStage, string> = { MIDWAY: 'Half-way', END: 'At the end' };

export const reviewScale: Record<ReviewScale, string> = { VERY_WELL: 'Very well', WELL: 'Well', MIXED: 'Well in some ways, badly in others', BADLY: 'Badly' };

export const reviewAttendance: Record<ReviewAttendance, string> = { EVERY_DAY: 'Every day', MOST_DAYS: 'Most days', SOME_DAYS: 'Some days', HARDLY_EVER: 'Hardly ever' };

export const reviewAgain: Record<ReviewAgain, string> = { YES: 'Yes', MAYBE: 'Perhaps', NO: 'No' };

export const reviewHelp: Record<ReviewHelp, string> = { CALL: 'A call', VISIT: 'A visit', JOB_COACH: 'A job coach', TRAINING: 'Training for the supervisor', EQUIPMENT: 'Equipment', OTHER_HOURS: 'Other days or hours' };

export const ending: Record<Ending, string> = { AS_PLANNED: 'Ended as planned', ENDED_EARLY: 'Ended early', EXTENDED: 'Goes on' };

export const dueKind: Record<DueKind, string> = { MIDWAY_REVIEW: 'Review half-way', END_REVIEW: 'Review at the end', COMPLETION: 'End to record', OUTCOME_CHECK: 'Does the job last?' };
