import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useNavigate, useParams } from 'react-router';
import { AreaChoicesDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';

const Delivery = lazy(() => import('./Delivery'));
const Commitments = lazy(() => import('./CommitmentsList'));
const Plans = lazy(() => import('./PlansList'));

/** Commitments of major investors against what was delivered, and the plans of areas and sectors. */
export default function AreasScreen() {
  const { tab = 'delivery' } = useParams();
  const navigate = useNavigate();
  const [{ data, error }, again] = useRead({ query: AreaChoicesDocument });
  const tabs = data
    ? [
        { value: 'delivery', label: 'Promised and delivered', panel: <Delivery /> },
        { value: 'commitments', label: 'Commitments', panel: <Commitments areas={data.investmentAreas} /> },
        { value: 'plans', label: 'Plans', panel: <Plans areas={data.investmentAreas} today={data.today} /> },
      ]
    : [];
  return (
    <Screen title="Investment areas" note="What investors promised against what was delivered, and what areas and sectors need. A commitment is added on an employer’s own screen, under Commitments">
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && (
        <Tabs value={tabs.some(({ value }) => value === tab) ? tab : 'delivery'} keepMounted={false} onChange={(value) => void navigate(value === 'delivery' ? '/areas' : `/areas/${value ?? ''}`)}>
          <Tabs.List mb="md">{tabs.map(({ value, label }) => <Tabs.Tab key={value} value={value} px="sm">{label}</Tabs.Tab>)}</Tabs.List>
          <Suspense fallback={<Loading />}>{tabs.map(({ value, panel }) => <Tabs.Panel key={value} value={value}>{panel}</Tabs.Panel>)}</Suspense>
        </Tabs>
      )}
    </Screen>
  );
}
