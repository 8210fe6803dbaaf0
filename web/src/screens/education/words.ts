import type { ApprenticeshipFactsFragment, ApprenticeshipStage, CollaborationFactsFragment, CollaborationKind, CollaborationParty, EncounterFactsFragment, EncounterReturnState, LevyTransfer, SchoolEncounterKind } from '../../gql/graphql';
import { all, counted, countedPeople, number } from '../../words/count';
import { longDay } from '../../words/date';
import { growthSector } from '../../words/label';

export const encounterKind: Record<SchoolEncounterKind, string> = { ENCOUNTER: 'Encounter', WORKPLACE_EXPERIENCE: 'Workplace experience' };

export const collaborationKind: Record<CollaborationKind, string> = {
  CO_DESIGN: 'Design of a course',
  ADVISORY_BOARD: 'Advisory board',
  TEACHING: 'Teaching',
  ASSESSMENT: 'Assessment',
  EQUIPMENT: 'Equipment',
};

export const party: Record<CollaborationParty, string> = { EMPLOYER: 'The employer', PROVIDER: 'The provider' };

export const stage: Record<ApprenticeshipStage, string> = { PLEDGED: 'Pledged', OFFERED: 'Offered', STARTED: 'Started' };

export const transfer: Record<LevyTransfer, string> = { NOT_ASKED: 'Nobody asked', NONE: 'Neither', GIVE: 'Would give some', RECEIVE: 'Would take some' };

export const returnState: Record<EncounterReturnState, string> = { PREVIEWED: 'Tried out', TAKEN_IN: 'Taken in', DISCARDED: 'Dropped', UNDONE: 'Undone' };

export const levels = { 2: 'Level 2', 3: 'Level 3', 4: 'Level 4', 5: 'Level 5', 6: 'Level 6', 7: 'Level 7' };

/** Whether a count was confirmed, as a filter has it. */
export const confirmedChoice = { yes: 'Confirmed', no: 'Not confirmed' };

/** Years 9 and 10, 120 pupil places, half a day. */
export function encounterLine({ yearGroups, pupilPlaces, days }: EncounterFactsFragment): string {
  return [
    counted(pupilPlaces, 'pupil place'),
    yearGroups.length > 0 && `${yearGroups.length === 1 ? 'year' : 'years'} ${all(yearGroups.map(String))}`,
    days === 0.5 ? 'half a day' : days === 1 ? '1 day' : `${number(days)} days`,
  ].filter(Boolean).join(' · ');
}

/** Whether it counts, and why not. */
export function encounterState({ confirmedOn, cancelledOn }: EncounterFactsFragment, happened: boolean): { words: string; colour: string } {
  if (cancelledOn) return { words: 'Called off', colour: 'gray' };
  if (confirmedOn) return { words: 'Confirmed', colour: 'teal' };
  return happened ? { words: 'Not confirmed', colour: 'orange' } : { words: 'To come', colour: 'blue' };
}

export const collaborationDates = ({ startsOn, endsOn }: CollaborationFactsFragment) => (endsOn ? `${longDay(startsOn)} to ${longDay(endsOn)}` : `Since ${longDay(startsOn)}`);

export const apprenticeshipLine = ({ places, level, growthSector: sector, onDay, dueOn, inRotherham }: ApprenticeshipFactsFragment) =>
  [countedPeople(places, 'apprenticeship'), `level ${level}`, sector && growthSector[sector], longDay(onDay), dueOn && `to start by ${longDay(dueOn)}`, !inRotherham && 'not in Rotherham'].filter(Boolean).join(' · ');

/** The academic year that a day is in: from 1 September to 31 August. */
export function academicYear(day: string): { from: string; until: string } {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
  return { from: `${year}-09-01`, until: `${year + 1}-08-31` };
}
