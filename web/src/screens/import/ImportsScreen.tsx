import { Alert, Anchor, Button, Card, FileButton, Group, Progress, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ImportsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { fileSize, number } from '../../words/count';
import { longMoment } from '../../words/date';
import { importState } from '../../words/label';
import classes from './ImportsScreen.module.css';
import { forgetUpload, type Layout, startUpload, stopUpload, useUpload } from './upload';

/** Takes a file in, and lists the earlier ones. */
export default function ImportsScreen() {
  const may = useMay();
  if (!may('IMPORT')) return <NoPermission title="Import" />;
  return (
    <Screen title="Import" note="A list of employers, people or sites, or the bulk data of Companies House. Importing a file again changes nothing.">
      <ChooseFile />
      <Stack gap="xs" component="section" aria-label="Earlier imports">
        <Title order={2}>Earlier imports</Title>
        <Pages page={(place) => <ImportsPage {...place} />} />
      </Stack>
    </Screen>
  );
}

function ChooseFile() {
  const upload = useUpload();
  const [layout, setLayout] = useState<Layout>('spreadsheet');
  const navigate = useNavigate();
  useEffect(() => {
    if (upload.state !== 'done') return;
    forgetUpload();
    void navigate(`/import/${upload.importId}`);
  }, [upload, navigate]);

  if (upload.state === 'sending') {
    const percent = upload.size === 0 ? 0 : Math.round((upload.sent / upload.size) * 100);
    return (
      <Card withBorder p="md">
        <Stack gap="xs">
          <Text size="sm" fw={600}>Sending {upload.fileName}</Text>
          <Progress value={percent} aria-label="Sent" />
          <Group justify="space-between">
            <Text size="sm" c="dimmed">{fileSize(upload.sent)} of {fileSize(upload.size)}. You can go to another screen of the hub; keep this tab open.</Text>
            <Button size="xs" variant="default" onClick={stopUpload}>Stop</Button>
          </Group>
        </Stack>
      </Card>
    );
  }
  return (
    <Stack gap="sm" align="start">
      {upload.state === 'failed' && (
        <Alert role="alert" color="red.9" variant="outline" title={`${upload.fileName} was not taken in`} w="100%"><Text size="sm">{upload.message}</Text></Alert>
      )}
      <SegmentedControl aria-label="What the file is" size="xs" value={layout} onChange={setLayout}
        data={[{ value: 'spreadsheet', label: 'Any spreadsheet' }, { value: 'companies-house', label: 'Companies House bulk data' }]} />
      <Text size="sm" c="dimmed">
        {layout === 'spreadsheet'
          ? 'CSV or Excel (.xlsx). You say what its columns are, see what would become of every row, and then have it taken in.'
          : 'BasicCompanyData as a CSV file, unzipped. It is taken in at once.'}
      </Text>
      <FileButton key={layout} accept={layout === 'spreadsheet' ? '.csv,.tsv,.txt,.xlsx,text/csv' : '.csv,text/csv'} onChange={(file) => file && startUpload(file, layout)}>
        {(props) => <Button leftSection={<IconFileImport size={18} aria-hidden />} {...props}>Choose a file</Button>}
      </FileButton>
    </Stack>
  );
}

function ImportsPage({ after, more }: PagePlace) {
  const [{ data, error }, again] = useRead({ query: ImportsDocument, variables: { after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.imports;
  if (nodes.length === 0 && after === null) return <Empty title="No file was imported yet">Choose one above. You see what happens to every row.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th><Table.Th>State</Table.Th><Table.Th ta="right" className={classes.wide}>New</Table.Th><Table.Th ta="right" className={classes.wide}>Changed</Table.Th>
            <Table.Th ta="right" className={classes.wide}>Unchanged</Table.Th><Table.Th ta="right">Rejected</Table.Th><Table.Th className={classes.wide}>Started</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td><Anchor component={Link} to={`/import/${each.id}`} size="sm" fw={600}>{each.fileName}</Anchor></Table.Td>
              <Table.Td>{importState[each.state]}</Table.Td>
              <Table.Td ta="right" className={classes.wide}>{number(each.created)}</Table.Td>
              <Table.Td ta="right" className={classes.wide}>{number(each.updated)}</Table.Td>
              <Table.Td ta="right" className={classes.wide}>{number(each.unchanged)}</Table.Td>
              <Table.Td ta="right">{number(each.rejected)}</Table.Td>
              <Table.Td className={classes.wide}>{longMoment(each.startedAt)}{each.startedBy ? `, ${each.startedBy.name}` : ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
