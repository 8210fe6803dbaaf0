import { Badge, Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { type InterestFactsFragment, InterestOfEmployerDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { programme } from '../../words/label';
import { interestColour, interestLevel, said } from './interest';

const InterestForm = lazy(() => import('./InterestForm'));
const withInterest = changesWith('HostingInterest');

/** What an employer says of hosting, for each programme and year. */
export function InterestSection({ employerId, today }: { employerId: string; today: string }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const [doing, setDoing] = useState<{ interest?: InterestFactsFragment }>();
  const [{ data, error }, again] = useRead({ query: InterestOfEmployerDocument, variables: { filter: { employerId } }, requestPolicy: 'cache-and-network', context: withInterest });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : null;
  const { nodes } = data.hostingInterests;
  return (
    <section aria-label="Interest in hosting">
      <Group gap="xs" justify="space-between">
        <Text fw={600}>Interest in hosting</Text>
        {mayWrite && <Button size="compact-sm" variant="default" miw="max-content" onClick={() => setDoing({})}>Record interest</Button>}
      </Group>
      <Text size="sm" c="dimmed">{nodes.length === 0 ? 'Nobody has recorded what it says of hosting.' : 'What it says is not a commitment.'}</Text>
      {nodes.map((each) => {
        const what = `${programme[each.programme]}, ${each.year}`;
        return (
          <Group key={what} gap="xs" mt={4} wrap="nowrap" align="start" justify="space-between">
            <div>
              <Group gap="xs"><Text size="sm">{what}</Text><Badge size="sm" miw="max-content" variant="light" tt="none" color={interestColour[each.level]}>{interestLevel[each.level]}</Badge></Group>
              {each.reason && <Text size="sm">{each.reason}</Text>}
              {each.askAgainOn && <Text size="sm" c={each.askAgainOn <= today ? 'orange.9' : undefined}>Ask again on {longDay(each.askAgainOn)}</Text>}
              <Text size="sm" c="dimmed">{said(each)}</Text>
            </div>
            {mayWrite && <Button size="compact-sm" variant="default" miw="max-content" aria-label={`Change ${what}`} onClick={() => setDoing({ interest: each })}>Change</Button>}
          </Group>
        );
      })}
      <Suspense>{doing && <InterestForm employerId={employerId} interest={doing.interest} today={today} onDone={() => setDoing(undefined)} onSaved={again} />}</Suspense>
    </section>
  );
}
