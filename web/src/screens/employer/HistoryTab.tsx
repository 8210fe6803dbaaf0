import { Stack, Text } from '@mantine/core';
import { EmployerHistoryDocument, type EmployerHistoryQuery } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { FieldChanges } from '../../parts/FieldChanges';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMoment } from '../../words/date';
import { Merges } from '../merge/Merges';
import type { Employer } from './EmployerScreen';
import { actionWords } from './history';

type Change = NonNullable<EmployerHistoryQuery['employer']>['history']['nodes'][number];

/** The records that were merged into it, and every change of the record and of what belongs to it: who, when, what, before and after. */
export default function HistoryTab({ employer }: { employer: Employer }) {
  return (
    <>
      <Merges employerId={employer.id} />
      <Pages page={(place) => <HistoryPage employer={employer} {...place} />} />
    </>
  );
}

function HistoryPage({ employer, after, more }: PagePlace & { employer: Employer }) {
  const [{ data, error }, again] = useRead({ query: EmployerHistoryDocument, variables: { id: employer.id, after }, requestPolicy: 'cache-and-network' });
  const history = data?.employer?.history;
  if (!history) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (history.nodes.length === 0) return <Empty title="Nothing was changed yet" />;
  return (
    <Stack gap="md">
      {history.nodes.map((change) => <ChangeLine key={change.id} change={change} what={nameOf(change.recordId, employer)} />)}
      {more(history.pageInfo)}
    </Stack>
  );
}

function ChangeLine({ change: { action, at, who, fields }, what }: { change: Change; what: string | undefined }) {
  return (
    <div>
      <Text size="sm" fw={600}>{actionWords(action)}{what ? `: ${what}` : ''}</Text>
      <FieldChanges fields={fields} />
      <Text size="xs" c="dimmed">{longMoment(at)} · {who}</Text>
    </div>
  );
}

// Which of the employer's records was changed, as far as it is on the screen.
function nameOf(recordId: string, { sites, people }: Employer): string | undefined {
  const site = sites.find(({ id }) => id === recordId);
  const role = people.find(({ id, person }) => id === recordId || person.id === recordId);
  return site?.name ?? role?.person.name ?? undefined;
}
