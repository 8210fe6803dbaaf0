import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { type AreaPlanFactsFragment, type AreaPlanFilter, AreaPlanListDocument, RemoveAreaPlanDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { choices, growthSector } from '../../words/label';
import { planStatus } from './words';

const PlanForm = lazy(() => import('./PlanForm'));
const MistakeForm = lazy(() => import('../../parts/MistakeForm'));

const withPlans = changesWith('AreaPlan');

interface Area { code: string; name: string }

/** What areas and sectors need, and what is to be done about it. */
export default function PlansList({ areas, today }: { areas: Area[]; today: string }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const [adding, setAdding] = useState(false);
  const [area, setArea] = useChoice<string>('area', Object.fromEntries(areas.map(({ code, name }) => [code, name])));
  const [status, setStatus] = useChoice('status', planStatus);
  const filter: AreaPlanFilter = { areaIn: area ? [area] : null, statusIn: status && [status] };
  return (
    <>
      <Group gap="sm" mb="sm" role="search" align="end">
        <Select label="Area" size="xs" w={260} placeholder="All" clearable data={areas.map(({ code, name }) => ({ value: code, label: name }))} value={area} onChange={setArea} />
        <Select label="Status" size="xs" w={150} placeholder="All" clearable data={choices(planStatus)} value={status} onChange={setStatus} />
      </Group>
      {mayWrite && <Group mb="sm"><Button size="xs" variant="default" onClick={() => setAdding(true)}>Add plan</Button></Group>}
      <Pages key={JSON.stringify(filter)} page={(place) => <Plans filter={filter} areas={areas} today={today} mayWrite={mayWrite} {...place} />} />
      <Suspense>{adding && <PlanForm areas={areas} today={today} onDone={() => setAdding(false)} />}</Suspense>
    </>
  );
}

function Plans({ filter, areas, today, mayWrite, after, more }: PagePlace & { filter: AreaPlanFilter; areas: Area[]; today: string; mayWrite: boolean }) {
  const [doing, setDoing] = useState<{ plan: AreaPlanFactsFragment; mistake: boolean }>();
  const [remove, removing] = useChange(RemoveAreaPlanDocument);
  const [{ data, error }, again] = useRead({ query: AreaPlanListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withPlans });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.areaPlans;
  if (nodes.length === 0 && after === null) return <Empty title="No plan is here">Nobody has added one yet, or none fits the filters.</Empty>;
  const done = () => setDoing(undefined);
  return (
    <Stack gap="lg">
      {nodes.map((plan) => (
        <section key={plan.id} aria-label={plan.title}>
          <Group gap="xs">
            <Text fw={600}>{plan.title}</Text>
            <Badge size="sm" miw="max-content" variant="light" tt="none" color={plan.status === 'AGREED' || plan.status === 'UNDER_WAY' ? 'teal' : 'gray'}>{planStatus[plan.status]}</Badge>
          </Group>
          <Text size="sm" c="dimmed">{[plan.area?.name, plan.growthSector && growthSector[plan.growthSector], plan.owner.name, `from ${longDay(plan.startsOn)}`, plan.reviewOn && `looked at again ${longDay(plan.reviewOn)}`].filter(Boolean).join(' · ')}</Text>
          {([['Shared needs', plan.needs], ['Recommendations', plan.recommendations], ['Who takes part', plan.contributors], ['Transport', plan.transport], ['Childcare', plan.childcare]] as const).map(([label, text]) => text && (
            <Text key={label} size="sm" style={{ whiteSpace: 'pre-line' }}><b>{label}:</b> {text}</Text>
          ))}
          {mayWrite && (
            <Group gap="xs" mt={4}>
              <Button size="compact-sm" variant="default" aria-label={`Change: ${plan.title}`} onClick={() => setDoing({ plan, mistake: false })}>Change</Button>
              <Button size="compact-sm" variant="default" aria-label={`Entered by mistake: ${plan.title}`} onClick={() => setDoing({ plan, mistake: true })}>Entered by mistake</Button>
            </Group>
          )}
        </section>
      ))}
      {more(pageInfo)}
      <Suspense>
        {doing && !doing.mistake && <PlanForm plan={doing.plan} areas={areas} today={today} onDone={done} />}
        {doing?.mistake && <MistakeForm what={doing.plan.title} busy={removing} onDone={done} onSaved={again}
          remove={() => remove({ input: { id: doing.plan.id, version: doing.plan.version } }).then(({ data: got, error: failed }) => problemsOf(failed, got?.removeAreaPlan.userErrors))}>A plan that is not followed any more stays: set it aside.</MistakeForm>}
      </Suspense>
    </Stack>
  );
}
