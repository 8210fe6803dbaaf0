import { Select, Tabs, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { type NetworksQuery, NetworksDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useSetParam } from '../../parts/useChoice';
import { number } from '../../words/count';

const MembersTab = lazy(() => import('./MembersTab'));
const CandidatesTab = lazy(() => import('./CandidatesTab'));
const MeetingsTab = lazy(() => import('./MeetingsTab'));
const FiguresTab = lazy(() => import('./FiguresTab'));

type Network = NetworksQuery['networks'][number];

/** A network of employers: who is a member, who could be, when they meet, and its figures. */
export default function NetworkScreen() {
  const { tab = 'members' } = useParams();
  const [params] = useSearchParams();
  const set = useSetParam();
  const navigate = useNavigate();
  const [{ data, error }, again] = useRead({ query: NetworksDocument });
  const network = data?.networks.find(({ id }) => id === params.get('network')) ?? data?.networks[0];
  if (!data || !network) {
    return <Screen title="Networks">{error ? <TroublePanel error={error} again={again} /> : <Loading />}</Screen>;
  }
  const tabs = [
    { value: 'members', label: 'Members', panel: <MembersTab network={network} /> },
    { value: 'candidates', label: 'Candidates', panel: <CandidatesTab network={network} /> },
    { value: 'meetings', label: 'Meetings', panel: <MeetingsTab network={network} today={data.today} /> },
    { value: 'figures', label: 'Figures', panel: <FiguresTab network={network} today={data.today} /> },
  ];
  return (
    <Screen title={network.name} note={network.about ?? undefined}>
      {data.networks.length > 1 && (
        <Select label="Network" size="xs" w={260} mb="sm" allowDeselect={false} data={data.networks.map(({ id, name }) => ({ value: id, label: name }))} value={network.id} onChange={(id) => set('network', id)} />
      )}
      <Text size="sm" mb="sm">{ruleOf(network)}</Text>
      <Tabs value={tabs.some(({ value }) => value === tab) ? tab : 'members'} keepMounted={false} onChange={(value) => void navigate({ pathname: `/network/${value}`, search: params.get('network') ? `?network=${network.id}` : '' })}>
        <Tabs.List mb="md">{tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}</Tabs.List>
        <Suspense fallback={<Loading />}>{tabs.map(({ value, panel }) => <Tabs.Panel key={value} value={value}>{panel}</Tabs.Panel>)}</Suspense>
      </Tabs>
    </Screen>
  );
}

/** Which employers the network is for, in a sentence. */
function ruleOf({ rule }: Network): string {
  if (!rule) return 'Nobody has said yet which employers it is for.';
  const size = rule.minHeadcount === null ? 'of any size' : `of ${number(rule.minHeadcount)} people and more, counted with their group`;
  return `It is for employers ${size}${rule.inRotherham ? ', with an open site in Rotherham' : ''}${rule.scheme === null ? '' : ', that hold the accreditation'}.`;
}
