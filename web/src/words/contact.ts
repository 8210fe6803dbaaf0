import type { Channel, Theme } from '../gql/graphql';
import { all } from './count';
import { ago } from './date';
import { channelDone, theme } from './label';

/** Somebody's contact with an employer in a sentence: The Chamber called 4 days ago about apprenticeships. */
export function contactWords(
  contact: { on: string; channel: Channel; themes: Theme[]; organisation: { name: string } },
  today: string,
): string {
  const when = ago(contact.on, today).toLowerCase();
  const about = contact.themes.filter((each) => each !== 'OTHER').map((each) => theme[each].toLowerCase());
  return `${contact.organisation.name} ${channelDone[contact.channel]} ${when}${about.length > 0 ? ` about ${all(about)}` : ''}`;
}
