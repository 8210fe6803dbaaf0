import type { Draft } from './draft';

// What the hub has not taken yet stays in the browser, so that a line that breaks or a session that ends loses nothing. It is apart for
// everyone who signs in on this machine.
const keyOf = (userId: string, campaignId: string) => `campaign ${userId} ${campaignId}`;

/** Keeps what was changed since a version of a campaign. */
export const keepUnsaved = (userId: string, campaign: { id: string; version: number }, draft: Draft) =>
  sessionStorage.setItem(keyOf(userId, campaign.id), JSON.stringify({ version: campaign.version, draft }));

export const dropUnsaved = (userId: string, campaignId: string) => sessionStorage.removeItem(keyOf(userId, campaignId));

/** What was changed since this version; null where nothing was, or somebody changed the campaign after it. */
export function unsavedOf(userId: string, campaign: { id: string; version: number }): Draft | null {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(userId, campaign.id)) ?? 'null') as { version: number; draft: Draft } | null;
  return kept?.version === campaign.version ? kept.draft : null;
}
