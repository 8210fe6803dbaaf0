import { Button, Group, Select, Tabs, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { NetworkSchemesDocument, type NetworksQuery, NetworksDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useSetParam } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { number } from '../../words/count';

const MembersTab = lazy(() => import('./MembersTab'));
const CandidatesTab = lazy(() => import('./CandidatesTab'));
const MeetingsTab = lazy(() => import('./MeetingsTab'));
const FiguresTab = lazy(() => import('./FiguresTab'));
const IssuesTab = lazy(() => import('./IssuesTab'));
const GoodPracticeTab = lazy(() => import('./GoodPracticeTab'));
const NetworkForm = lazy(() => import('./NetworkForm'));

const withNetworks = changesWith('Network');

type Network = NetworksQuery['networks'][number];

/** A network of employers: who is a member, who could be, when they meet, and its figures. */
export default function NetworkScreen() {
  const { tab = 'members' } = useParams();
  const [params] = useSearchParams();
  const set = useSetParam();
  const navigate = useNavigate();
  const mayManage = useMay()('MANAGE_NETWORKS');
  const [doing, setDoing] = useState<'new' | 'name' | 'rule'>();
  const [{ data, error }, again] = useRead({ query: NetworksDocument, requestPolicy: 'cache-and-network', context: withNetworks });
  const [{ data: known }] = useRead({ query: NetworkSchemesDocument });
  const network = data?.networks.find(({ id }) => id === params.get('network')) ?? data?.networks[0];
  if (!data || !network) {
    return <Screen title="Networks">{error ? <TroublePanel error={error} again={again} /> : <Loading />}</Screen>;
  }
  const tabs = [
    { value: 'members', label: 'Members', panel: <MembersTab network={network} /> },
    { value: 'candidates', label: 'Candidates', panel: <CandidatesTab network={network} /> },
    { value: 'meetings', label: 'Meetings', panel: <MeetingsTab network={network} today={data.today} /> },
    { value: 'issues', label: 'Issues', panel: <IssuesTab network={network} today={data.today} /> },
    { value: 'good-practice', label: 'Good practice', panel: <GoodPracticeTab /> },
    { value: 'figures', label: 'Figures', panel: <FiguresTab network={network} today={data.today} /> },
  ];
  return (
    <Screen
      title={network.name}
      note={network.about ?? undefined}
      actions={mayManage && (
        <>
          <Button size="xs" variant="default" onClick={() => setDoing('name')}>Change name</Button>
          <Button size="xs" variant="default" onClick={() => setDoing('new')}>New network</Button>
        </>
      )}
    >
      {data.networks.length > 1 && (
        <Select label="Network" size="xs" w={260} mb="sm" allowDeselect={false} data={data.networks.map(({ id, name }) => ({ value: id, label: name }))} value={network.id} onChange={(id) => set('network', id)} />
      )}
      <Group gap="xs" mb="sm">
        <Text size="sm">{ruleOf(network, known?.schemes ?? [])}</Text>
        {mayManage && <Button size="compact-sm" miw="max-content" variant="default" onClick={() => setDoing('rule')}>Change whom it is for</Button>}
      </Group>
      <Tabs value={tabs.some(({ value }) => value === tab) ? tab : 'members'} keepMounted={false} onChange={(value) => void navigate({ pathname: `/network/${value}`, search: params.get('network') ? `?network=${network.id}` : '' })}>
        <Tabs.List mb="md">{tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}</Tabs.List>
        <Suspense fallback={<Loading />}>{tabs.map(({ value, panel }) => <Tabs.Panel key={value} value={value}>{panel}</Tabs.Panel>)}</Suspense>
      </Tabs>
      <Suspense>{doing && <NetworkForm key={network.id} network={network} what={doing} today={data.today} onDone={() => setDoing(undefined)} onMade={(id) => void navigate(`/network?network=${id}`)} />}</Suspense>
    </Screen>
  );
}

/** Which employers the network is for, in a sentence. */
function ruleOf({ rule }: Network, schemes: { code: string; name: string }[]): string {
  if (!rule) return 'Nobody has said yet which employers it is for.';
  const size = rule.minHeadcount === null ? 'of any size' : `of ${number(rule.minHeadcount)} people and more, counted with their group`;
  return `It is for employers ${size}${rule.inRotherham ? ', with an open site in Rotherham' : ''}${rule.scheme === null ? '' : `, accredited by ${schemes.find(({ code }) => code === rule.scheme)?.name ?? 'a scheme'}`}.`;
}
