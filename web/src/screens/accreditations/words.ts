import type { AccreditationSource, AccreditationStage, AccreditationStatus, AwardFactsFragment, NextStep, SchemeFactsFragment } from '../../gql/graphql';
import { longDay } from '../../words/date';

export const stage: Record<AccreditationStage, string> = { NOT_DISCUSSED: 'Not discussed', AWARE: 'Aware of it', WORKING_TOWARDS: 'Working towards it', APPLIED: 'Applied' };

export const source: Record<AccreditationSource, string> = { EMPLOYER: 'The employer said so', CERTIFICATE: 'Seen on the certificate', LIST: 'On the published list' };

export const awardStatus: Record<AccreditationStatus, string> = { CURRENT: 'Current', EXPIRING: 'Expires soon', EXPIRY_UNKNOWN: 'Expiry not known', LAPSED: 'Lapsed', ENDED: 'Ended' };

export const statusColour: Record<AccreditationStatus, string> = { CURRENT: 'teal', EXPIRING: 'orange', EXPIRY_UNKNOWN: 'gray', LAPSED: 'red', ENDED: 'gray' };

const nextStep: Record<NextStep, string> = {
  TALK: 'Bring it up at the next contact',
  APPLY: 'Help them to apply',
  VERIFY: 'See the certificate',
  FIND_EXPIRY: 'Ask until when it holds',
  RENEW: 'Renew it, or move up, before it runs out',
  MOVE_UP: 'Help them to move up a level',
  MUST_MOVE_UP: 'Move up before it runs out, as this level cannot be renewed',
  START_AGAIN: 'Ask whether they will come back',
  NONE: 'Nothing for now',
};

/** A level as people say it: "Level 2, Employer", or nothing where the scheme has but one. */
export function levelName(scheme: SchemeFactsFragment | undefined, level: number): string {
  if (!scheme || scheme.levels.length === 1) return '';
  return `Level ${level}, ${scheme.levels.find((each) => each.level === level)?.name ?? ''}`;
}

/** How an employer gets to a level of Disability Confident. */
const confidentWay: Record<number, string> = { 2: 'assess itself for level 2, Employer', 3: 'be validated for level 3, Leader' };

/** What to do next about an employer that holds a level of a scheme, or none yet. */
export function nextWords(scheme: SchemeFactsFragment, level: number | undefined, step: NextStep): string {
  if (level === undefined || (step !== 'MOVE_UP' && step !== 'MUST_MOVE_UP')) return nextStep[step];
  const way = (scheme.code === 'DISABILITY_CONFIDENT' ? confidentWay[level + 1] : undefined) ?? `move up to ${levelName(scheme, level + 1).replace('Level', 'level')}`;
  return step === 'MOVE_UP' ? `It can ${way}` : `It has to ${way} before the award runs out: this level cannot be renewed`;
}

/** How long an award holds or held, in words. */
export function holds({ expiresOn, endedOn, endReason, listedOn, status }: AwardFactsFragment): string {
  if (endedOn) return `ended ${longDay(endedOn)}: ${endReason ?? ''}`;
  if (expiresOn) return `${status === 'LAPSED' ? 'ran out' : 'until'} ${longDay(expiresOn)}`;
  return listedOn ? `expiry not known, last listed ${longDay(listedOn)}` : 'expiry not known';
}
