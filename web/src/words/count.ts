const numbers = new Intl.NumberFormat('en-GB');

/** 1284 as 1,284. */
export const number = (n: number) => numbers.format(n);

const sterling = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', trailingZeroDisplay: 'stripIfInteger' });

/** Pence as £1,284 or £12.50. */
export const pounds = (pence: number) => sterling.format(pence / 100);

/** 1 employer, 1,284 employers. */
export const counted = (n: number, one: string, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

/** A count of people, of which who only reads figures is not told few. */
export const people = (n: number | null) => (n === null ? 'fewer than 5' : number(n));

/** 1 apprenticeship, or fewer than 5 apprenticeships. */
export const countedPeople = (n: number | null, one: string) => (n === null ? `fewer than 5 ${one}s` : counted(n, one));

/** What the counts of people are for who only reads figures. */
export const roundedPeople = 'Counts of people are to the nearest 5, and none below 5 is shown.';

/** A count of a list: exact up to 10,000, as nobody reads further. */
export const listCount = (n: number) => (n > 10_000 ? 'More than 10,000' : number(n));

/** Alternatives in a sentence: small, medium or large. */
export const either = (words: string[]) => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);

/** All of several in a sentence: recruitment, skills and growth. */
export const all = (words: string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);

/** A size in bytes as people read it: 1.4 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const steps = ['kB', 'MB', 'GB'];
  let size = bytes / 1000;
  let step = 0;
  while (size >= 1000 && step < steps.length - 1) {
    size /= 1000;
    step++;
  }
  return `${numbers.format(size < 10 ? Math.round(size * 10) / 10 : Math.round(size))} ${steps[step] ?? ''}`;
}

/** Words as the beginning of a sentence. */
export const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
