import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { CommitmentFiguresDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { amount, commitmentKind, share } from './words';

const withCommitments = changesWith('Commitment');

/** What was promised in each area, and what of it was delivered. */
export default function Delivery() {
  const [{ data, error }, again] = useRead({ query: CommitmentFiguresDocument, requestPolicy: 'cache-and-network', context: withCommitments });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const figures = data.commitmentFigures;
  if (figures.length === 0) return <Empty title="No commitment is recorded">Record what an investor promised on its own screen, under Commitments.</Empty>;
  const areas = [...new Map(figures.map(({ area }) => [area?.code ?? '', area])).entries()];
  return (
    <Stack gap="lg">
      {areas.map(([code, area]) => (
        <section key={code} aria-label={area?.name ?? 'Of no area'}>
          <Title order={2}>{area?.name ?? 'Of no area'}</Title>
          <Table verticalSpacing="xs" className={table.table} aria-label={`Commitments, ${area?.name ?? 'of no area'}`}>
            <Table.Thead><Table.Tr><Table.Th>Of</Table.Th><Table.Th ta="right" className={table.wide}>Promised</Table.Th><Table.Th ta="right">Delivered</Table.Th><Table.Th ta="right">Share</Table.Th><Table.Th className={table.wide}>Commitments</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {figures.filter((each) => (each.area?.code ?? '') === code).map((each) => (
                <Table.Tr key={each.kind}>
                  <Table.Td><Anchor component={Link} underline="always" size="sm" to={`/areas/commitments?kind=${each.kind}${code ? `&area=${code}` : ''}`}>{commitmentKind[each.kind]}</Anchor></Table.Td>
                  <Table.Td ta="right" className={table.wide}>{amount(each.kind, each.promised)}</Table.Td>
                  <Table.Td ta="right">{amount(each.kind, each.delivered)}</Table.Td>
                  <Table.Td ta="right">{share(each.promised, each.delivered) ?? '–'}{!each.delivered.suppressed && '%'}</Table.Td>
                  <Table.Td className={table.wide}>{counted(each.commitments, 'commitment')} of {counted(each.employers, 'employer')}{each.overdue !== null && each.overdue > 0 && <Text span size="sm" c="orange.9">, {each.overdue} overdue</Text>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Stack>
  );
}
