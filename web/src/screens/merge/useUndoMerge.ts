import { notifications } from '@mantine/notifications';
import { UndoMergeDocument, type UndoMergeMutation } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';

/** Something that was changed since a merge. */
export type MergeOverwrite = UndoMergeMutation['undoMerge']['wouldOverwrite'][number];

/** Undoes a merge, and says so or why not; answers with what it would overwrite, where that keeps it from being undone. */
export function useUndoMerge(): [undo: (id: string, overwrite?: boolean) => Promise<MergeOverwrite[]>, busy: boolean] {
  const [change, busy] = useChange(UndoMergeDocument);
  async function undo(id: string, overwrite = false) {
    const { data, error } = await change({ input: { id, overwrite } });
    const payload = data?.undoMerge;
    if (payload && payload.wouldOverwrite.length > 0) return payload.wouldOverwrite;
    const problem = problemsOf(error, payload?.userErrors)[0];
    if (problem) notifications.show({ color: 'red.9', title: 'The merge was not undone', message: problem.message });
    else if (payload?.merge) notifications.show({ message: `${payload.merge.kept.name} and ${payload.merge.other.name} are two records again` });
    return [];
  }
  return [undo, busy];
}
