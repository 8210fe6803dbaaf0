import { Badge, Button, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ContactBudgetsDocument, RemoveContactBudgetDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { changesWith, useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import classes from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { longDay } from '../../words/date';
import { SettingsFrame } from './SettingsFrame';

const AddBudget = lazy(() => import('./AddBudget'));
const SchemeRules = lazy(() => import('./SchemeRules'));

const withBudgets = changesWith('ContactBudget');

/** Rules that hold from a day on, with what held before. */
export default function RulesScreen() {
  const [{ data, error }, again] = useRead({ query: ContactBudgetsDocument, requestPolicy: 'cache-and-network', context: withBudgets });
  const [remove, removing] = useChange(RemoveContactBudgetDocument);
  const [problem, setProblem] = useState('');
  const now = data?.contactBudgets.find(({ from }) => from <= data.today)?.from;

  async function take(from: string) {
    const { data: answer, error: failed } = await remove({ input: { from } });
    setProblem(problemsOf(failed, answer?.removeContactBudget.userErrors).map(({ message }) => message).join(' '));
    again();
  }

  return (
    <SettingsFrame title="Rules" needs="MANAGE_RULES" note="Each holds from a day on; what held before is kept">
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && (
        <section aria-labelledby="budget" style={{ marginBottom: 'var(--mantine-spacing-xl)' }}>
          <Title order={2} id="budget" mb="xs">Contact budget</Title>
          <Text size="sm" mb="sm">A campaign leaves out employers that other campaigns asked as often as this. Reminders do not count.</Text>
          {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
          <Table verticalSpacing="xs" className={classes.table} maw={640} mb="md">
            <Table.Thead><Table.Tr><Table.Th>From</Table.Th><Table.Th>Campaigns</Table.Th><Table.Th>Within</Table.Th><Table.Th><VisuallyHidden>Take back</VisuallyHidden></Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {data.contactBudgets.map(({ from, campaigns, days }) => (
                <Table.Tr key={from}>
                  <Table.Td>{longDay(from)}</Table.Td>
                  <Table.Td>{campaigns}</Table.Td>
                  <Table.Td>{days} days</Table.Td>
                  <Table.Td ta="right">
                    {from === now && <Badge size="sm" variant="default" tt="none">Holds now</Badge>}
                    {from > data.today && <Button size="compact-sm" variant="subtle" loading={removing} aria-label={`Take back the budget from ${longDay(from)}`} onClick={() => void take(from)}>Take back</Button>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Suspense><AddBudget today={data.today} onDone={again} /></Suspense>
        </section>
      )}
      <Suspense fallback={<Loading />}><SchemeRules /></Suspense>
    </SettingsFrame>
  );
}
