import type { CheckExemption, CheckKind, CheckResult, OpportunityFactsFragment, OpportunityState, SiteCheckFactsFragment, Weekday } from '../../gql/graphql';
import { longDay } from '../../words/date';

export const state: Record<OpportunityState, string> = { DRAFT: 'Draft', CHECKS: 'Being checked', OPEN: 'Open', FILLED: 'Filled', CLOSED: 'Closed', WITHDRAWN: 'Withdrawn' };

/** What a person does to move an opportunity to a state. */
export const step: Record<OpportunityState, string> = {
  DRAFT: 'Back to draft',
  CHECKS: 'Check the site',
  OPEN: 'Open it',
  FILLED: 'It is filled',
  CLOSED: 'It is over',
  WITHDRAWN: 'Withdraw',
};

export const stateColour: Record<OpportunityState, string> = { DRAFT: 'gray', CHECKS: 'blue', OPEN: 'teal', FILLED: 'gray', CLOSED: 'gray', WITHDRAWN: 'gray' };

export const checkKind: Record<CheckKind, string> = {
  EMPLOYERS_LIABILITY: 'Employers’ liability insurance',
  RISK_ASSESSMENT: 'Risk assessment',
  SAFEGUARDING_CONTACT: 'Safeguarding contact',
};

export const checkResult: Record<CheckResult, string> = { SEEN: 'Seen', CONFIRMED_BY_PHONE: 'Confirmed by phone', NOT_REQUIRED: 'Not required' };

export const exemption: Record<CheckExemption, string> = { PUBLIC_BODY: 'It is a public body', NO_STAFF: 'A sole trader without staff', CLOSE_FAMILY: 'Close family only' };

export const weekday: Record<Weekday, string> = { MONDAY: 'Mon', TUESDAY: 'Tue', WEDNESDAY: 'Wed', THURSDAY: 'Thu', FRIDAY: 'Fri', SATURDAY: 'Sat', SUNDAY: 'Sun' };

/** When it takes place: the days of the year, of the week, and the hours. */
export function when({ startsOn, endsOn, days, fromTime, untilTime }: OpportunityFactsFragment): string {
  const dates = !startsOn ? 'Dates flexible' : endsOn ? `${longDay(startsOn)} to ${longDay(endsOn)}` : `From ${longDay(startsOn)}`;
  const hours = [days.map((day) => weekday[day]).join(' '), fromTime && untilTime ? `${fromTime} to ${untilTime}` : ''].filter(Boolean).join(', ');
  return hours ? `${dates} · ${hours}` : dates;
}

/** What stands of a check, in words. */
export function found({ kind, result, exemption: why, reason, checkedOn, expiresOn, considersYoungPeople, person, by }: SiteCheckFactsFragment): string {
  return [
    `${checkResult[result]}${result === 'NOT_REQUIRED' ? `: ${why ? exemption[why] : reason ?? ''}` : ''}`,
    kind === 'SAFEGUARDING_CONTACT' && result !== 'NOT_REQUIRED' && (person?.name ?? 'somebody whose name you do not see'),
    considersYoungPeople === true && 'considers young people',
    considersYoungPeople === false && 'does not consider young people',
    expiresOn && `until ${longDay(expiresOn)}`,
    `checked ${longDay(checkedOn)}${by ? ` by ${by.name}` : ''}`,
    result !== 'NOT_REQUIRED' && reason,
  ].filter(Boolean).join(' · ');
}

/** The first day of the financial year that a day is in. */
export const financialYear = (day: string) => `${Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0)}-04-01`;
