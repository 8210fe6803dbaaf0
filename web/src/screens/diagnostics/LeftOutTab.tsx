import { Anchor, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { CampaignLeftOutDocument, type LeftOutReason } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import classes from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { number } from '../../words/count';
import { leftOutReason } from '../../words/label';

/** Employers that a launch found and did not ask, by reason; the reason that is looked at is kept in the address. */
export function LeftOutTab({ id, counts }: { id: string; counts: { reason: LeftOutReason; employers: number }[] }) {
  const [reason, setReason] = useChoice<LeftOutReason>('why', leftOutReason);
  if (counts.length === 0) return <Empty title="Nobody was left out">Every employer that the audience found was asked.</Empty>;
  const total = counts.reduce((sum, { employers }) => sum + employers, 0);
  return (
    <Stack gap="xs">
      <NativeSelect label="Why" size="xs" maw={480} value={reason ?? ''} onChange={(event) => setReason(event.currentTarget.value || null)}
        data={[{ value: '', label: `Any reason: ${number(total)}` }, ...counts.map((each) => ({ value: each.reason, label: `${leftOutReason[each.reason]}: ${number(each.employers)}` }))]} />
      <Pages key={reason} page={(place) => <LeftOutPage id={id} reasonIn={reason ? [reason] : null} {...place} />} />
    </Stack>
  );
}

function LeftOutPage({ id, reasonIn, after, more }: PagePlace & { id: string; reasonIn: LeftOutReason[] | null }) {
  const [{ data, error }, again] = useRead({ query: CampaignLeftOutDocument, variables: { id, reasonIn, after }, requestPolicy: 'cache-and-network' });
  if (!data?.campaign) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.campaign.leftOutEmployers;
  if (nodes.length === 0 && after === null) return <Empty title="No names to show">Of campaigns launched some time ago only the numbers were kept. For others, choose another reason.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Why</Table.Th><Table.Th className={classes.wide}>Who would have been asked</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map(({ employer, person, reason }) => (
            <Table.Tr key={employer.id}>
              <Table.Td><Anchor component={Link} to={`/employers/${employer.id}`} size="sm">{employer.name}</Anchor></Table.Td>
              <Table.Td>{leftOutReason[reason]}</Table.Td>
              <Table.Td className={classes.wide}>{person ? person.name ?? 'Hidden' : <Text span size="sm" c="dimmed">Nobody in particular</Text>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
