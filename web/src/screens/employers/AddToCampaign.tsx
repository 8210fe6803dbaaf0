import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type CampaignDraftFragment, CampaignDraftsDocument, type EmployerFilter, UpdateCampaignDraftDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { counted } from '../../words/count';
import { draftOf, inputOf } from '../diagnostics/draft';
import { useStartCampaign } from '../diagnostics/useStartCampaign';

/** Begins a campaign to these employers, or adds them to one that is being set up. Only chosen ones can be added: two filters do not make one. */
export default function AddToCampaign({ audience, onAdded }: { audience: EmployerFilter; onAdded: () => void }) {
  const [open, setOpen] = useState(false);
  const [start, starting] = useStartCampaign();
  return (
    <Menu opened={open} onChange={setOpen} withinPortal={false} withInitialFocusPlaceholder={false} shadow="md" position="bottom-start">
      <Menu.Target><Button variant="subtle" size="compact-sm" loading={starting} leftSection={<IconSend size={14} aria-hidden />}>Add to campaign</Button></Menu.Target>
      <Menu.Dropdown aria-label="Add to campaign">
        <Menu.Item data-autofocus onClick={() => start(audience)}>New campaign</Menu.Item>
        {open && audience.idIn && <Drafts add={audience.idIn} onAdded={onAdded} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function Drafts({ add, onAdded }: { add: string[]; onAdded: () => void }) {
  const [{ data }] = useRead({ query: CampaignDraftsDocument, requestPolicy: 'cache-and-network' });
  const [save] = useChange(UpdateCampaignDraftDocument);
  const ofChosen = data?.campaigns.nodes.filter(({ audience: { idIn } }) => idIn.length > 0) ?? [];
  const extend = async (campaign: CampaignDraftFragment) => {
    const now = draftOf(campaign);
    const before = campaign.audience.idIn;
    const idIn = [...new Set([...before, ...add])];
    const { data: saved, error } = await save({ input: { campaignId: campaign.id, version: campaign.version, draft: inputOf({ ...now, audience: { ...now.audience, idIn } }) } });
    const problems = problemsOf(error, saved?.updateCampaignDraft.userErrors);
    for (const { message } of problems) notifications.show({ color: 'red', message });
    if (problems.length > 0) return;
    notifications.show({ message: <>{counted(idIn.length - before.length, 'employer')} added to <Link to={`/diagnostics/${campaign.id}?step=check`}>{campaign.name}</Link></> });
    onAdded();
  };
  if (ofChosen.length === 0) return null;
  return (
    <>
      {ofChosen.map((campaign) => (
        <Menu.Item key={campaign.id} onClick={() => void extend(campaign)}>{campaign.name} <Text span size="xs">(draft, {counted(campaign.audience.idIn.length, 'employer')})</Text></Menu.Item>
      ))}
    </>
  );
}
