import type { CampaignDraftFragment, CampaignKind, EmployerCriteriaFragment, EmployerFilter, MessageTextKey, PersonFunction, SendDiagnosticInput, SendWindow } from '../../gql/graphql';
import type { Problem } from '../../hub/trouble';

/** A campaign while it is being set up, as the fields of the screen hold it. */
export interface Draft {
  questionnaireVersionId: string;
  name: string;
  kind: CampaignKind;
  kindReason: string;
  audience: EmployerFilter;
  functions: PersonFunction[];
  /** Leave out employers that a partner contacted in the last so many days; 0 leaves out nobody. */
  contactedWithinDays: number | string;
  sendWindow: SendWindow;
  ratePerMinute: number | string;
  closesOn: string | null;
  /** Working days after the message before each; empty for none. */
  after: (number | string)[];
  /** Working days before the closing day; empty for no such reminder. */
  before: number | string;
  texts: Partial<Record<MessageTextKey, { subject: string; body: string }>>;
}

/** The steps in their order, as the address names them. */
export const steps = ['what', 'who', 'when', 'words', 'check'] as const;
export type Step = (typeof steps)[number];

/** What a campaign to these employers is before anybody has said more. One who is chosen by name is asked whoever else was in touch. */
export function startOf(questionnaireVersionId: string, audience: EmployerFilter): SendDiagnosticInput {
  return {
    questionnaireVersionId, audience, kind: 'MARKETING', functions: ['HR_DIRECTOR', 'HR', 'OWNER'], contactedWithinDays: audience.idIn?.length === 1 ? 0 : 30,
    sendWindow: 'SURVEY', reminders: [{ afterWorkingDays: 5, beforeWorkingDays: 0 }, { afterWorkingDays: 0, beforeWorkingDays: 2 }],
  };
}

/** A filter that was kept, as the API takes it again. */
export function filterOf(criteria: EmployerCriteriaFragment): EmployerFilter {
  const set = Object.entries(criteria).filter(([name, value]) => name !== '__typename' && value !== null && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(set);
}

/** A draft that was kept, as the fields of the screen hold it. */
export function draftOf(campaign: CampaignDraftFragment): Draft {
  const { name, kind, kindReason, functions, contactedWithinDays, sendWindow, ratePerMinute, closesOn, reminders } = campaign;
  return {
    questionnaireVersionId: campaign.questionnaireVersion.id, name, kind, kindReason, audience: filterOf(campaign.audience), functions,
    contactedWithinDays: contactedWithinDays || '', sendWindow, ratePerMinute: ratePerMinute ?? '', closesOn,
    after: reminders.flatMap(({ afterWorkingDays }) => (afterWorkingDays > 0 ? [afterWorkingDays] : [])),
    before: reminders.find(({ beforeWorkingDays }) => beforeWorkingDays > 0)?.beforeWorkingDays ?? '',
    texts: Object.fromEntries(campaign.texts.map(({ key, subject, body }) => [key, { subject, body }])),
  };
}

const given = (value: number | string) => value !== '' && Number(value) > 0;

/** What has to be put right before a step is left, by the field of the API. */
export function mistakesIn(step: Step, { kind, kindReason, functions }: Draft): Problem[] {
  if (step === 'what' && kind !== 'MARKETING' && kindReason.trim() === '') return [{ field: 'kindReason', message: 'Say why it is not marketing' }];
  if (step === 'who' && functions.length === 0) return [{ field: 'functions', message: 'Choose whom to ask at each employer' }];
  return [];
}

/** The draft as the API takes it. */
export function inputOf(draft: Draft): SendDiagnosticInput {
  return {
    questionnaireVersionId: draft.questionnaireVersionId,
    name: draft.name.trim() || undefined,
    kind: draft.kind,
    kindReason: draft.kindReason.trim() || undefined,
    audience: draft.audience,
    functions: draft.functions,
    contactedWithinDays: given(draft.contactedWithinDays) ? Number(draft.contactedWithinDays) : 0,
    sendWindow: draft.sendWindow,
    ratePerMinute: given(draft.ratePerMinute) ? Number(draft.ratePerMinute) : undefined,
    closesOn: draft.closesOn ?? undefined,
    reminders: [
      ...draft.after.filter(given).map((days) => ({ afterWorkingDays: Number(days), beforeWorkingDays: 0 })),
      ...(given(draft.before) ? [{ afterWorkingDays: 0, beforeWorkingDays: Number(draft.before) }] : []),
    ],
    texts: (Object.entries(draft.texts) as [MessageTextKey, { subject: string; body: string }][]).map(([key, words]) => ({ key, ...words })),
  };
}
