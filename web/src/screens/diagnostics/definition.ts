/** What the preview of a questionnaire needs of its definition. */
export interface Definition {
  title: string;
  about: string;
  minutes: number;
  sections: { title: string; questions: Question[] }[];
}

/** One question as the definition has it. */
export interface Question {
  id: string;
  kind: string;
  text: string;
  hint?: string;
  required?: boolean;
  when?: unknown;
  options?: { id: string; text: string; from?: string }[];
  rows?: { id: string; text: string }[];
  rowsFrom?: string;
  cell?: string;
  fields?: Question[];
  entry?: string;
}

/** A definition as the hub gives it, or null where it is none that can be shown. */
export function readDefinition(json: unknown): Definition | null {
  if (typeof json !== 'object' || json === null || !('sections' in json) || !Array.isArray(json.sections)) return null;
  return json as Definition;
}

const kinds: Record<string, string> = {
  SINGLE: 'One answer',
  MULTIPLE: 'Any number of answers',
  NUMBER: 'A number',
  SHORT_TEXT: 'A few words',
  LONG_TEXT: 'Text',
  DATE: 'A date',
};

/** How a question is answered, in words. */
export function answeredBy({ kind, cell = '', entry = 'entry' }: Question): string {
  if (kind === 'GRID') return `For each row: ${(kinds[cell] ?? cell).toLowerCase()}`;
  if (kind === 'GROUP') return `For each ${entry}`;
  return kinds[kind] ?? kind;
}

/** Choices of a question in words; a list that the hub fills in stands for itself. */
export const optionsOf = ({ options = [] }: Question): string[] =>
  options.map(({ text, from }) => (from === 'sites' ? 'Each of their sites' : from === 'partners' ? 'Each partner' : text));
