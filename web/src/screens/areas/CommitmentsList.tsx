import { Anchor, Badge, Group, Select, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type CommitmentFilter, CommitmentListDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { listCount } from '../../words/count';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { amount, commitmentKind, standing, standingColour, standingWords } from './words';

const withCommitments = changesWith('Commitment');

/** What employers promised, what is due soonest first. */
export default function CommitmentsList({ areas }: { areas: { code: string; name: string }[] }) {
  const [area, setArea] = useChoice<string>('area', Object.fromEntries(areas.map(({ code, name }) => [code, name])));
  const [kind, setKind] = useChoice('kind', commitmentKind);
  const [stands, setStands] = useChoice('standing', standing);
  const filter: CommitmentFilter = { areaIn: area ? [area] : null, kindIn: kind && [kind], standingIn: stands && [stands] };
  return (
    <>
      <Group gap="sm" mb="sm" role="search">
        <Select label="Area" size="xs" w={260} placeholder="All" clearable data={areas.map(({ code, name }) => ({ value: code, label: name }))} value={area} onChange={setArea} />
        <Select label="Of" size="xs" w={200} placeholder="All" clearable data={choices(commitmentKind)} value={kind} onChange={setKind} />
        <Select label="Standing" size="xs" w={150} placeholder="All" clearable data={choices(standing)} value={stands} onChange={setStands} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <Commitments filter={filter} {...place} />} />
    </>
  );
}

function Commitments({ filter, after, more }: PagePlace & { filter: CommitmentFilter }) {
  const [{ data, error }, again] = useRead({ query: CommitmentListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withCommitments });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.commitments;
  if (nodes.length === 0 && after === null) return <Empty title="No commitment is here">Nobody has recorded one yet, or none fits the filters.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{listCount(totalCount)} found</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Commitments">
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Standing</Table.Th><Table.Th className={table.wide}>Promised</Table.Th><Table.Th className={table.wide}>Delivered</Table.Th><Table.Th className={table.wide}>By</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <Anchor component={Link} underline="always" to={`/employers/${each.employer.id}/commitments`} size="sm" fw={600}>{each.employer.name}</Anchor>
                <Text size="sm" c="dimmed">{[each.about, each.area?.name].filter(Boolean).join(' · ')}</Text>
              </Table.Td>
              <Table.Td><Badge size="sm" miw="max-content" variant="light" tt="none" color={each.standing ? standingColour[each.standing] : 'gray'}>{standingWords(each.standing)}</Badge></Table.Td>
              <Table.Td className={table.wide}>{amount(each.kind, each.promised)}</Table.Td>
              <Table.Td className={table.wide}>{amount(each.kind, each.delivered)}</Table.Td>
              <Table.Td className={table.wide}>{longDay(each.dueOn)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
