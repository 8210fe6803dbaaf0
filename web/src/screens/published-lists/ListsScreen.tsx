import { Alert, Anchor, Button, FileInput, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { PublishedListsDocument, SchemesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { readAnswer } from '../import/upload';
import { listState } from './words';

const withLists = changesWith('PublishedList');

/** Takes a published list in, and lists the earlier ones. */
export default function ListsScreen() {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: SchemesDocument });
  const [chosen, choose] = useState<string | null>(null);
  const scheme = chosen ?? data?.schemes[0]?.code;
  return (
    <Screen title="Published lists" note="The lists that schemes publish of the employers they accredit. Nothing is recorded before you have seen what a list would do."
      actions={<Button size="xs" variant="default" component={Link} to="/accreditations">Accreditations</Button>}>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && scheme && (
        <>
          <Select label="Scheme" size="xs" maw={320} allowDeselect={false} data={data.schemes.map(({ code, name }) => ({ value: code, label: name }))} value={scheme} onChange={choose} />
          {may('IMPORT') && <Upload key={scheme} scheme={scheme} today={data.today} />}
          <Stack gap="xs" component="section" aria-label="Earlier lists">
            <Title order={2}>Earlier lists</Title>
            <Pages key={scheme} page={(place) => <Lists scheme={scheme} {...place} />} />
          </Stack>
        </>
      )}
    </Screen>
  );
}

/** Sends a file, and answers the ID of the list or what is wrong. */
async function send(file: File, scheme: string, listedOn: string): Promise<{ listId: string } | { message: string }> {
  try {
    const answer = await fetch(`/published-lists?${new URLSearchParams({ scheme, listedOn })}`, {
      method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) },
    });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as { listId: string };
    const read = readAnswer(answer.status, text);
    return { message: 'message' in read ? read.message : '' };
  } catch {
    return { message: 'The connection broke while the file was being sent. Nothing was taken in: send it again.' };
  }
}

function Upload({ scheme, today }: { scheme: string; today: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const submit = async () => {
    if (!file || !day) return setProblem(file ? 'Say of which day the list is; it stands on the page where it is published.' : 'Choose the file.');
    setBusy(true);
    const answer = await send(file, scheme, day);
    setBusy(false);
    if ('message' in answer) return setProblem(answer.message);
    await navigate(`/accreditations/lists/${answer.listId}`);
  };
  return (
    <form aria-label="Import published list" noValidate onSubmit={(event) => {
      event.preventDefault();
      void submit();
    }}>
      <Stack gap="sm" align="start">
        <Title order={2}>Import published list</Title>
        {problem && <Alert role="alert" color="red.9" variant="outline" title="The list was not taken in" w="100%"><Text size="sm">{problem}</Text></Alert>}
        <Group gap="sm" align="end">
          <FileInput label="File, CSV or Excel (.xlsx)" placeholder="Choose a file" accept=".csv,.xlsx,text/csv" w={280} value={file} onChange={setFile} />
          <DayInput label="Day of the list" today={today} maxDate={today} w={200} value={day} onChange={setDay} />
          <Button type="submit" loading={busy}>Send</Button>
        </Group>
      </Stack>
    </form>
  );
}

function Lists({ scheme, after, more }: PagePlace & { scheme: string }) {
  const [{ data, error }, again] = useRead({ query: PublishedListsDocument, variables: { scheme, after }, requestPolicy: 'cache-and-network', context: withLists });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.publishedLists;
  if (nodes.length === 0 && after === null) return <Empty title="No list of this scheme is in">The first one is compared with the employers of the hub, later ones with the list before too.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs">
        <Table.Thead><Table.Tr><Table.Th>List of</Table.Th><Table.Th>File</Table.Th><Table.Th>State</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((list) => (
            <Table.Tr key={list.id}>
              <Table.Td><Anchor component={Link} to={`/accreditations/lists/${list.id}`} size="sm" fw={600} underline="always">{longDay(list.listedOn)}</Anchor></Table.Td>
              <Table.Td>{list.fileName}</Table.Td>
              <Table.Td>{listState[list.state]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
