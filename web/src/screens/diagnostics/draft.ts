import type { CampaignKind, EmployerFilter, MessageTextKey, PersonFunction, SendDiagnosticInput, SendWindow } from '../../gql/graphql';
import type { Problem } from '../../hub/trouble';

/** A campaign while it is being set up. It is kept in the browser until it is launched, so that nothing is lost on the way. */
export interface Draft {
  step: number;
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

const place = 'campaign draft';

export const emptyDraft = (): Draft => ({
  step: 0, questionnaireVersionId: '', name: '', kind: 'MARKETING', kindReason: '', audience: {}, functions: ['HR_DIRECTOR', 'HR', 'OWNER'], contactedWithinDays: 30, sendWindow: 'SURVEY',
  ratePerMinute: '', closesOn: null, after: [5], before: 2, texts: {},
});

/** What was set up before; a draft of another release is filled up with what it lacks. */
export function readDraft(): Draft {
  try {
    return { ...emptyDraft(), ...(JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<Draft>) };
  } catch {
    return emptyDraft();
  }
}

export const keepDraft = (draft: Draft) => sessionStorage.setItem(place, JSON.stringify(draft));

export const dropDraft = () => sessionStorage.removeItem(place);

const given = (value: number | string) => value !== '' && Number(value) > 0;

/** What has to be put right before a step is left, by the field of the API. */
export function mistakesIn({ step, kind, kindReason, functions }: Draft): Problem[] {
  if (step === 0 && kind !== 'MARKETING' && kindReason.trim() === '') return [{ field: 'kindReason', message: 'Say why it is not marketing' }];
  if (step === 1 && functions.length === 0) return [{ field: 'functions', message: 'Choose whom to ask at each employer' }];
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
