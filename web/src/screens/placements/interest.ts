import type { HostingLevel, InterestFactsFragment } from '../../gql/graphql';
import { longDay } from '../../words/date';

export const interestLevel: Record<HostingLevel, string> = { LOOKING: 'Actively looking', OPEN: 'Open to it', NOT_NOW: 'Not now', ORGANISED: 'Already organised' };

export const interestColour: Record<HostingLevel, string> = { LOOKING: 'teal', OPEN: 'blue', NOT_NOW: 'gray', ORGANISED: 'gray' };

/** Years about which employers are asked, as choices. */
export const yearsAbout = (today: string, back: number): string[] => {
  const now = Number(today.slice(0, 4));
  return Array.from({ length: back + 4 }, (_, i) => String(now - back + i));
};

/** When it said so, and to whom. */
export const said = ({ saidOn, by, byLink }: InterestFactsFragment): string => `said ${longDay(saidOn)}${by ? `, recorded by ${by.name}` : byLink ? ' by link' : ''}`;
