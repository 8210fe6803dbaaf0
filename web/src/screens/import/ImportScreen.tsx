import { Alert, Badge, Button, Card, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useSubscription } from 'urql';
import { ImportDocument, type ImportFactsFragment, ImportProgressDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { fileSize, number, sentence } from '../../words/count';
import { longMoment } from '../../words/date';
import { importState } from '../../words/label';
import { Findings } from './Findings';

/** One import: how far it is, what came of it, which rows were not taken in. */
export default function ImportScreen() {
  const { id = '' } = useParams();
  const may = useMay();
  if (!may('IMPORT')) return <NoPermission title="Import" />;
  return <ImportOf key={id} id={id} />;
}

const ended = ({ state }: ImportFactsFragment) => state === 'FINISHED' || state === 'FAILED';

function ImportOf({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: ImportDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  const read = data?.import;
  const running = read !== undefined && read !== null && !ended(read);
  const [{ data: progress }] = useSubscription({ query: ImportProgressDocument, variables: { id }, pause: !running });
  // Where no socket gets through, asking now and then has to do.
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, 5000);
    return () => clearInterval(timer);
  }, [running, again]);
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!read) return <Missing what="import" />;
  const now = !ended(read) && progress ? progress.importProgress : read;
  return (
    <Screen
      title={now.fileName}
      badge={<Badge variant="light" tt="none" color={now.state === 'FAILED' ? 'red' : undefined} role="status">{importState[now.state]}</Badge>}
      note={`Companies House · ${fileSize(now.bytes)} · started ${longMoment(now.startedAt)}${now.startedBy ? ` by ${now.startedBy.name}` : ''}`}
      actions={
        <>
          <Button size="xs" variant="default" component={Link} to="/import">All imports</Button>
          {now.rejectedUrl && <Button size="xs" variant="default" component="a" href={now.rejectedUrl} download leftSection={<IconDownload size={16} aria-hidden />}>Download rejected rows</Button>}
        </>
      }
    >
      {now.failure && <Alert role="alert" color="red.9" variant="outline" title="The file was not taken in"><Text size="sm">{sentence(now.failure)}</Text></Alert>}
      {!ended(now) && <Running running={now} />}
      <Counts counts={now} />
      <Findings key={now.state} id={id} counts={now} />
    </Screen>
  );
}

function Running({ running: { rowsRead, rowsTotal } }: { running: ImportFactsFragment }) {
  return (
    <Stack gap={4}>
      <Progress value={rowsTotal ? (rowsRead / rowsTotal) * 100 : 100} animated={!rowsTotal} aria-label="Rows read" />
      <Text size="sm" c="dimmed">{number(rowsRead)} {rowsTotal ? `of ${number(rowsTotal)} rows read` : 'rows read so far'}. It goes on by itself: you can leave and find it again under Import.</Text>
    </Stack>
  );
}

function Counts({ counts: { created, updated, unchanged, rejected, warnings } }: { counts: ImportFactsFragment }) {
  const shown = [
    { n: created, label: 'New' },
    { n: updated, label: 'Changed' },
    { n: unchanged, label: 'Unchanged' },
    { n: rejected, label: 'Rejected' },
    { n: warnings, label: 'With something left out' },
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
      {shown.map(({ n, label }) => (
        <Card withBorder p="md" key={label}><Text size="xl" fw={650}>{number(n)}</Text><Text size="sm">{label}</Text></Card>
      ))}
    </SimpleGrid>
  );
}
