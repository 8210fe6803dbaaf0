import { Anchor, Button, Stack, Table, Title } from '@mantine/core';
import { Link } from 'react-router';
import { EncounterReturnsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { number } from '../../words/count';
import { longMoment } from '../../words/date';
import { ReturnUpload } from '../import/ReturnUpload';
import { returnState } from './words';

const withReturns = changesWith('EncounterReturn');

/** Takes a return of school encounters in, and lists the earlier ones. */
export default function ReturnsScreen() {
  if (!useMay()('IMPORT')) return <NoPermission title="Returns of school encounters" />;
  return (
    <Screen title="Returns of school encounters" note="A spreadsheet such as the Careers Hub’s return. You see what becomes of every row before anything is taken in; the same file again changes nothing."
      actions={<Button size="xs" variant="default" component={Link} to="/education">School encounters</Button>}>
      <ReturnUpload to="/encounter-returns" screen="/education/returns"
        columns="Columns: Employer or Company number, School, Kind (encounter or workplace experience), Date, Days, Pupil places. Beside them, if there are any: Year groups, Confirmed, Employer feedback, Cancelled." />
      <Stack gap="xs" component="section" aria-label="Earlier returns">
        <Title order={2}>Earlier returns</Title>
        <Pages page={(place) => <Returns {...place} />} />
      </Stack>
    </Screen>
  );
}

function Returns({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: EncounterReturnsDocument, variables: { after }, requestPolicy: 'cache-and-network', context: withReturns });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.encounterReturns;
  if (nodes.length === 0 && after === null) return <Empty title="Your organisation has sent no return yet">Choose one above.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={table.table} aria-label="Returns">
        <Table.Thead><Table.Tr><Table.Th>File</Table.Th><Table.Th>State</Table.Th><Table.Th ta="right">Rejected</Table.Th><Table.Th className={table.wide}>Sent</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td><Anchor component={Link} to={`/education/returns/${each.id}`} size="sm" fw={600} underline="always">{each.fileName}</Anchor></Table.Td>
              <Table.Td>{returnState[each.state]}</Table.Td>
              <Table.Td ta="right">{number(each.rejected)}</Table.Td>
              <Table.Td className={table.wide}>{longMoment(each.sentAt)}{each.sentBy ? `, ${each.sentBy.name}` : ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
