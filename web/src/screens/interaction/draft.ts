import type { Channel, RecordInteractionInput, Theme, Visibility } from '../../gql/graphql';
import type { ChosenEmployer } from '../../parts/EmployerPicker';

/** What the form holds. */
export interface Draft extends Record<string, unknown> {
  employer: ChosenEmployer | null;
  summary: string;
  channel: Channel;
  happenedOn: string;
  themes: Theme[];
  personIds: string[];
  askedFor: boolean;
  visibility: Visibility;
  followUp: { title: string; dueOn: string };
}

/** What the API takes for it; a follow-up without words is none. */
export function inputOf({ employer, followUp, ...rest }: Draft): RecordInteractionInput {
  return {
    ...rest,
    summary: rest.summary.trim(),
    employerIds: employer ? [employer.id] : [],
    followUp: followUp.title.trim() === '' ? undefined : { title: followUp.title.trim(), dueOn: followUp.dueOn },
  };
}

/** Whether a draft holds anything that a person would miss. */
export const worthKeeping = ({ summary, followUp }: Draft) => summary.trim() !== '' || followUp.title.trim() !== '';

// One draft for each employer and one for "still to be chosen", apart for everyone who signs in on this machine.
const keyOf = (userId: string, employerId: string | undefined) => `interaction ${userId} ${employerId ?? ''}`;

export function keepDraft(userId: string, employerId: string | undefined, draft: Draft) {
  if (worthKeeping(draft)) sessionStorage.setItem(keyOf(userId, employerId), JSON.stringify(draft));
  else dropDraft(userId, employerId);
}

export function keptDraft(userId: string, employerId: string | undefined): Draft | null {
  const kept = sessionStorage.getItem(keyOf(userId, employerId));
  return kept ? (JSON.parse(kept) as Draft) : null;
}

export const dropDraft = (userId: string, employerId: string | undefined) => sessionStorage.removeItem(keyOf(userId, employerId));
