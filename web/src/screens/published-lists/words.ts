import type { ListedEffect, ListedOutcome, PublishedListState } from '../../gql/graphql';

export const listState: Record<PublishedListState, string> = {
  MATCHING: 'Being compared', PREVIEWED: 'Waits to be applied', APPLYING: 'Being applied', APPLIED: 'In', UNDOING: 'Being undone', UNDONE: 'Undone', DISCARDED: 'Dropped', FAILED: 'Failed',
};

export const outcome: Record<ListedOutcome, string> = { MATCHED: 'Matched', UNSURE: 'To be decided', UNMATCHED: 'Not in the hub', IGNORED: 'Ignored', REPEATED: 'Repeated', REJECTED: 'Cannot be read' };

export const effect: Record<ListedEffect, string> = { MADE: 'new award', CONFIRMED: 'confirms the award on record', NONE: 'changes nothing' };
