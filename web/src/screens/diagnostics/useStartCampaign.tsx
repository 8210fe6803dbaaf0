import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import { CreateCampaignDraftDocument, type EmployerFilter, SendChoicesDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { startOf, type Step } from './draft';

/** Begins to set a campaign up: a draft is kept from the first moment, and opened at a step. */
export function useStartCampaign(): [start: (audience: EmployerFilter, step?: Step) => void, busy: boolean] {
  const client = useClient();
  const navigate = useNavigate();
  const [create] = useChange(CreateCampaignDraftDocument);
  const [busy, setBusy] = useState(false);
  const start = async (audience: EmployerFilter, step: Step) => {
    const { data: choices, error: unread } = await client.query(SendChoicesDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    const published = choices?.questionnaires.filter((each) => each.published) ?? [];
    const first = (published.find(({ key }) => key === 'diagnostic') ?? published[0])?.published;
    if (choices && !first) return [{ message: 'No questionnaire is published yet. Publish one first, then it can be sent.' }];
    if (!first) return problemsOf(unread, undefined);
    const { data, error } = await create({ input: startOf(first.id, audience) });
    const draft = data?.createCampaignDraft.campaign;
    if (draft) await navigate(`/diagnostics/${draft.id}?step=${step}`);
    return problemsOf(error, data?.createCampaignDraft.userErrors);
  };
  return [(audience, step = 'what') => {
    setBusy(true);
    void start(audience, step).then((problems) => {
      setBusy(false);
      for (const { message } of problems) notifications.show({ color: 'red', message });
    });
  }, busy];
}
