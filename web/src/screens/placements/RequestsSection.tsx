import { Badge, Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { type PlacementRequestState, type RequestFactsFragment, RequestsOfEmployerDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { sentence } from '../../words/count';
import { longDay, longMoment } from '../../words/date';

const AskForm = lazy(() => import('./AskForm'));
const WithdrawRequestForm = lazy(() => import('./WithdrawRequestForm'));
const withRequests = changesWith('PlacementRequest');

const states: Record<PlacementRequestState, string> = { OPEN: 'Waits for an answer', PUT_OFF: 'Put off', ANSWERED: 'Answered', WITHDRAWN: 'Not asked any more', OVER: 'Not answered' };
const colours: Record<PlacementRequestState, string> = { OPEN: 'blue', PUT_OFF: 'gray', ANSWERED: 'teal', WITHDRAWN: 'gray', OVER: 'orange' };

/** What people of an employer are asked by link, the latest first. */
export function RequestsSection({ employer, today, onSaved }: { employer: { id: string; name: string }; today: string; onSaved: () => void }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const [asking, setAsking] = useState(false);
  const [withdrawing, setWithdrawing] = useState<RequestFactsFragment>();
  const [{ data, error }, again] = useRead({ query: RequestsOfEmployerDocument, variables: { filter: { employerId: employer.id } }, requestPolicy: 'cache-and-network', context: withRequests });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : null;
  const { nodes, pageInfo } = data.placementRequests;
  return (
    <section aria-label="Asked by link">
      <Group gap="xs" justify="space-between">
        <Text fw={600}>Asked by link</Text>
        {mayWrite && <Button size="compact-sm" variant="default" miw="max-content" onClick={() => setAsking(true)}>Ask whether it hosts</Button>}
      </Group>
      {nodes.length === 0 && <Text size="sm" c="dimmed">Nobody there is asked anything about placements.</Text>}
      {nodes.map((each) => (
        <div key={each.id} style={{ marginTop: 4 }}>
          <Group gap="xs" justify="space-between" wrap="nowrap" align="start">
            <Group gap="xs"><Text size="sm">{each.title}</Text><Badge size="sm" miw="max-content" variant="light" tt="none" color={colours[each.state]}>{states[each.state]}</Badge></Group>
            {each.mayWithdraw && <Button size="compact-sm" variant="default" miw="max-content" aria-label={`Withdraw: ${each.title}`} onClick={() => setWithdrawing(each)}>Withdraw</Button>}
          </Group>
          <Text size="sm">{stands(each, today)}</Text>
          <Text size="sm" c="dimmed">{each.person?.name ?? 'Somebody whose name you do not see'}, asked on {longDay(each.askedOn)} {each.by ? `by ${each.by.name}` : `for ${each.organisation.name}`}</Text>
        </div>
      ))}
      {pageInfo.hasNextPage && <Text size="sm" c="dimmed">There is more before that.</Text>}
      <Suspense>{withdrawing && <WithdrawRequestForm request={withdrawing} onDone={() => setWithdrawing(undefined)} />}</Suspense>
      <Suspense>{asking && <AskForm employer={employer} today={today} onDone={() => setAsking(false)} onSaved={() => {
        again();
        onSaved();
      }} />}</Suspense>
    </section>
  );
}

/** Where it stands, in a sentence. */
function stands({ state, fromOn, dueOn, endsOn, step, answeredAt, withdrawnReason }: RequestFactsFragment, today: string): string {
  switch (state) {
    case 'PUT_OFF':
      return `Not now: asked again on ${longDay(fromOn)}.`;
    case 'ANSWERED':
      return answeredAt ? `Answered on ${longMoment(answeredAt)}.` : 'Answered.';
    case 'WITHDRAWN':
      return withdrawnReason ? `${sentence(withdrawnReason)}.` : '';
    case 'OVER':
      return `It could be answered until ${longDay(endsOn)}.`;
    default:
      return `${step === 0 ? 'The message has not gone yet' : step === 1 ? 'Told once' : 'Told and reminded'}; an answer ${dueOn < today ? 'was' : 'is'} due by ${longDay(dueOn)}.`;
  }
}
