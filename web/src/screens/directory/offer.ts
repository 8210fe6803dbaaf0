import type { AddOfferInput, OfferFactsFragment, OfferKind } from '../../gql/graphql';
import { longDay } from '../../words/date';

/** Levels of the Regulated Qualifications Framework. */
export const offerLevels: Record<string, string> = {
  '0': 'Entry level',
  '1': 'Level 1',
  '2': 'Level 2',
  '3': 'Level 3',
  '4': 'Level 4',
  '5': 'Level 5',
  '6': 'Level 6',
  '7': 'Level 7',
  '8': 'Level 8',
};

export const offerLevel = (level: number | null) => (level === null ? '–' : (offerLevels[level] ?? '–'));

/** When an offer can be had, in words. */
export function offerDates({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }): string {
  if (startsOn && endsOn) return `${longDay(startsOn)} to ${longDay(endsOn)}`;
  if (startsOn) return `From ${longDay(startsOn)}`;
  if (endsOn) return `Until ${longDay(endsOn)}`;
  return 'Any time';
}

/** An offer as its form holds it. */
export const valuesOf = (offer?: OfferFactsFragment) => ({
  providerId: offer?.provider.id ?? '',
  title: offer?.title ?? '',
  kind: offer?.kind ?? (null as OfferKind | null),
  level: offer?.level?.toString() ?? null,
  summary: offer?.summary ?? '',
  sectors: offer?.sectors ?? ([] as string[]),
  skills: offer?.skills ?? ([] as string[]),
  eligibility: offer?.eligibility ?? '',
  funding: offer?.funding ?? '',
  startsOn: offer?.startsOn ?? null,
  endsOn: offer?.endsOn ?? null,
  contact: offer?.contact ?? '',
  link: offer?.link ?? '',
  reference: offer?.reference ?? '',
});

export type OfferValues = ReturnType<typeof valuesOf>;

const orNull = (text: string) => text.trim() || null;

/** What the form says, as the hub takes it; the form has seen to it that a kind is chosen. */
export const inputOf = ({ kind, level, title, summary, eligibility, funding, contact, link, reference, ...rest }: OfferValues): AddOfferInput => ({
  ...rest,
  kind: kind ?? 'ADVICE',
  title: title.trim(),
  level: level === null ? null : Number(level),
  summary: orNull(summary),
  eligibility: orNull(eligibility),
  funding: orNull(funding),
  contact: orNull(contact),
  link: orNull(link),
  reference: orNull(reference),
});
