import { Alert, Anchor, Button, FileInput, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
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
import { readAnswer } from '../import/upload';
import { returnState } from './words';

const withReturns = changesWith('EncounterReturn');

/** Takes a return of school encounters in, and lists the earlier ones. */
export default function ReturnsScreen() {
  if (!useMay()('IMPORT')) return <NoPermission title="Returns of school encounters" />;
  return (
    <Screen title="Returns of school encounters" note="A spreadsheet such as the Careers Hub’s return. You see what becomes of every row before anything is taken in; the same file again changes nothing."
      actions={<Button size="xs" variant="default" component={Link} to="/education">School encounters</Button>}>
      <Upload />
      <Stack gap="xs" component="section" aria-label="Earlier returns">
        <Title order={2}>Earlier returns</Title>
        <Pages page={(place) => <Returns {...place} />} />
      </Stack>
    </Screen>
  );
}

/** Sends a file, and answers the ID of the return or what is wrong. */
async function send(file: File): Promise<{ returnId: string } | { message: string }> {
  try {
    const answer = await fetch('/encounter-returns', { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) } });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as { returnId: string };
    const read = readAnswer(answer.status, text);
    return { message: 'message' in read ? read.message : '' };
  } catch {
    return { message: 'The connection broke while the file was being sent. Nothing was taken in: send it again.' };
  }
}

function Upload() {
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const submit = async () => {
    if (!file) return setProblem('Choose the file.');
    setBusy(true);
    const answer = await send(file);
    setBusy(false);
    if ('message' in answer) return setProblem(answer.message);
    await navigate(`/education/returns/${answer.returnId}`);
  };
  return (
    <form aria-label="Import a return" noValidate onSubmit={(event) => {
      event.preventDefault();
      void submit();
    }}>
      <Stack gap="sm" align="start">
        {problem && <Alert role="alert" color="red.9" variant="outline" title="The return was not taken in" w="100%"><Text size="sm">{problem}</Text></Alert>}
        <Group gap="sm" align="end">
          <FileInput label="File, CSV or Excel (.xlsx)" placeholder="Choose a file" accept=".csv,.xlsx,text/csv" w={280} value={file} onChange={setFile} />
          <Button type="submit" loading={busy}>Send</Button>
        </Group>
        <Text size="sm" c="dimmed">Columns: Employer or Company number, School, Kind (encounter or workplace experience), Date, Days, Pupil places. Beside them, if there are any: Year groups, Confirmed, Employer feedback, Cancelled.</Text>
      </Stack>
    </form>
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
