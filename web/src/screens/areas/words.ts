import type { AreaPlanStatus, CommitmentKind, CommitmentStanding, DeliveringPlacementFragment } from '../../gql/graphql';
import { people, pounds } from '../../words/count';
import { longDay } from '../../words/date';

export const commitmentKind: Record<CommitmentKind, string> = {
  SCHOOL_ENCOUNTERS: 'School encounters',
  APPRENTICESHIP_STARTS: 'Apprenticeship starts',
  PLACEMENTS: 'Placements',
  MONEY: 'Money',
  EQUIPMENT: 'Equipment',
  VOLUNTEERING: 'Volunteering',
};

/** What is counted of a kind; money and equipment are in pounds. */
const unit: Partial<Record<CommitmentKind, string>> = { SCHOOL_ENCOUNTERS: 'pupil places', APPRENTICESHIP_STARTS: 'apprenticeships', PLACEMENTS: 'placements', VOLUNTEERING: 'hours' };

export const standing: Record<CommitmentStanding, string> = { UNDER_WAY: 'Under way', DELIVERED: 'Delivered', OVERDUE: 'Overdue' };

/** How a commitment stands, unless that would tell of few people. */
export const standingWords = (stands: CommitmentStanding | null) => (stands ? standing[stands] : 'Not told');

export const standingColour: Record<CommitmentStanding, string> = { UNDER_WAY: 'blue', DELIVERED: 'teal', OVERDUE: 'orange' };

export const planStatus: Record<AreaPlanStatus, string> = { DRAFT: 'Draft', AGREED: 'Agreed', UNDER_WAY: 'Under way', COMPLETED: 'Completed', SET_ASIDE: 'Set aside' };

export const inPounds = (kind: CommitmentKind) => kind === 'MONEY' || kind === 'EQUIPMENT';

/** What shows delivery of these is a record of the employer. */
export const byRecords = (kind: CommitmentKind) => kind === 'SCHOOL_ENCOUNTERS' || kind === 'APPRENTICESHIP_STARTS' || kind === 'PLACEMENTS';

interface Amount { number: number | null; pence: number | null; suppressed: boolean }

/** £5,000,000 or 120 pupil places. */
export const amount = (kind: CommitmentKind, { number: n, pence }: Amount) => (pence !== null ? pounds(pence) : `${people(n)} ${unit[kind] ?? ''}`.trim());

/** £0 of £250,000, or 30 of 60 pupil places. */
export const partOf = (kind: CommitmentKind, part: Amount, whole: Amount) => `${part.pence !== null ? amount(kind, part) : people(part.number)} of ${amount(kind, whole)}`;

/** How much there is at all, as one number. */
export const quantity = ({ number: n, pence }: Amount) => pence ?? n ?? 0;

/** 35, of none more than the whole; null where too few people are meant to be told. */
export const share = (promised: Amount, delivered: Amount) => (delivered.suppressed ? null : Math.min(100, Math.floor((100 * quantity(delivered)) / quantity(promised))));

/** An amount that somebody typed, pounds or a number as the kind says, for the API. */
export const toAmount = (kind: CommitmentKind, typed: number | null) => (inPounds(kind) ? { pence: typed === null ? null : Math.round(typed * 100) } : { number: typed });

/** PW-26-0101, Fitter, since 2 November 2026. */
export const placementLine = ({ participant, opportunity, startsOn }: DeliveringPlacementFragment) => [participant.reference, opportunity.role, startsOn && `since ${longDay(startsOn)}`].filter(Boolean).join(', ');
