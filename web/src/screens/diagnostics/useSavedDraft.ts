import { useEffect, useRef, useState } from 'react';
import { type CampaignDraftFragment, UpdateCampaignDraftDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { type Problem, problemsOf } from '../../hub/trouble';
import { type Draft, inputOf } from './draft';

/** How a draft stands with the hub. A conflict is for somebody else's change, after which nothing is saved any more. */
export type Standing = 'saved' | 'saving' | 'refused' | 'conflict';

const pause = 700; // ms without typing

const changedMeanwhile: Problem = { field: '', message: 'Somebody else changed this draft meanwhile. Look at it as it is now first' };

/** Saves a draft as it is changed, one save at a time. flush saves now, and gives the version that can be launched, or what keeps it from being saved; touch says that something was changed. */
export function useSavedDraft(campaign: CampaignDraftFragment, draft: Draft) {
  const [save] = useChange(UpdateCampaignDraftDocument);
  const [standing, setStanding] = useState<Standing>('saved');
  const [problems, setProblems] = useState<Problem[]>([]);
  const [theirs, setTheirs] = useState<CampaignDraftFragment>();
  const kept = useRef({ version: campaign.version, body: JSON.stringify(inputOf(draft)), conflict: false });
  const queue = useRef<Promise<{ version: number; problems: Problem[] }>>(Promise.resolve({ version: campaign.version, problems: [] }));

  const store = async (now: Draft): Promise<{ version: number; problems: Problem[] }> => {
    const input = inputOf(now);
    const { current } = kept;
    if (current.conflict) return { version: current.version, problems: [changedMeanwhile] };
    if (JSON.stringify(input) === current.body) {
      setProblems([]);
      setStanding('saved');
      return { version: current.version, problems: [] };
    }
    setStanding('saving');
    const { data, error } = await save({ input: { campaignId: campaign.id, version: current.version, draft: input } });
    const refused = data?.updateCampaignDraft.userErrors;
    const found = problemsOf(error, refused).map(({ field, message }) => ({ field: field.replace(/^draft\./, ''), message }));
    const after = data?.updateCampaignDraft.campaign;
    if (found.length === 0 && after) {
      current.version = after.version;
      current.body = JSON.stringify(input);
    }
    current.conflict = refused?.some(({ code }) => code === 'CONFLICT') ?? false;
    if (current.conflict) setTheirs(after ?? undefined);
    setProblems(current.conflict ? [] : found);
    setStanding(current.conflict ? 'conflict' : found.length > 0 ? 'refused' : 'saved');
    return { version: current.version, problems: found };
  };
  const flush = (now: Draft) => (queue.current = queue.current.then(() => store(now)));
  const latest = useRef({ draft, flush });
  useEffect(() => {
    latest.current = { draft, flush };
  });

  useEffect(() => {
    const timer = setTimeout(() => void latest.current.flush(draft), pause);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const leave = () => void latest.current.flush(latest.current.draft);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return { standing, problems, theirs, flush, touch: () => setStanding((now) => (now === 'conflict' ? now : 'saving')) };
}
