import { Alert, Badge, Button, Card, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
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
import { Columns } from './Columns';
import { Findings } from './Findings';
import { Kept, Rows } from './Rows';
import { Steps } from './Steps';

/** One import: how far it is, what came of it, which rows were not taken in. */
export default function ImportScreen() {
  const { id = '' } = useParams();
  const may = useMay();
  if (!may('IMPORT')) return <NoPermission title="Import" />;
  return <ImportOf key={id} id={id} />;
}

const atWork = ({ state }: ImportFactsFragment) => state === 'QUEUED' || state === 'RUNNING';

function ImportOf({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: ImportDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  const read = data?.import;
  const running = read !== undefined && read !== null && atWork(read);
  const [mapping, setMapping] = useState(false);
  const [{ data: progress }] = useSubscription({ query: ImportProgressDocument, variables: { id }, pause: !running });
  // Where no socket gets through, asking now and then has to do.
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, 5000);
    return () => clearInterval(timer);
  }, [running, again]);
  const progressed = progress?.importProgress.state;
  useEffect(() => {
    if (running && progressed && progressed !== 'QUEUED' && progressed !== 'RUNNING') again();
  }, [running, progressed, again]);
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (!read) return <Missing what="import" />;
  const now = running && progress && atWork(progress.importProgress) ? progress.importProgress : read;
  const spreadsheet = now.source === 'SPREADSHEET';
  const columns = now.state === 'MAPPING' || now.state === 'PREVIEWED' && mapping;
  return (
    <Screen
      title={now.fileName}
      badge={<Badge variant="light" tt="none" color={now.state === 'FAILED' ? 'red' : undefined} role="status">{importState[now.state]}</Badge>}
      note={`${spreadsheet ? 'Spreadsheet' : 'Companies House'} · ${fileSize(now.bytes)} · started ${longMoment(now.startedAt)}${now.startedBy ? ` by ${now.startedBy.name}` : ''}`}
      actions={
        <>
          <Button size="xs" variant="default" component={Link} to="/import">All imports</Button>
          {now.rejectedUrl && <Button size="xs" variant="default" component="a" href={now.rejectedUrl} download leftSection={<IconDownload size={16} aria-hidden />}>Download rejected rows</Button>}
        </>
      }
    >
      {now.failure && <Alert role="alert" color="red.9" variant="outline" title="The file was not taken in"><Text size="sm">{sentence(now.failure)}</Text></Alert>}
      <Steps now={now} mapping={columns} onMapping={() => setMapping(true)} onDone={again} />
      {atWork(now) && <Running running={now} />}
      {columns && <Columns id={id} onDone={() => {
        setMapping(false);
        again();
      }} />}
      {!columns && now.state !== 'DISCARDED' && <Counts counts={now} />}
      {now.state === 'UNDONE' && now.kept > 0 && <Kept id={id} />}
      {!columns && spreadsheet && !atWork(now) && now.state !== 'DISCARDED' && <Rows key={now.state} counts={now} />}
      {!spreadsheet && <Findings key={now.state} id={id} counts={now} />}
    </Screen>
  );
}

function Running({ running: { rowsRead, rowsTotal, step, undone, kept, created, updated } }: { running: ImportFactsFragment }) {
  if (step === 'UNDO') {
    return (
      <Stack gap={4}>
        <Progress value={((undone + kept) / Math.max(created + updated, 1)) * 100} aria-label="Employers set back" />
        <Text size="sm" c="dimmed">Being undone: {number(undone + kept)} of {number(created + updated)} employers. It goes on by itself.</Text>
      </Stack>
    );
  }
  return (
    <Stack gap={4}>
      <Progress value={rowsTotal ? (rowsRead / rowsTotal) * 100 : 100} animated={!rowsTotal} aria-label="Rows read" />
      <Text size="sm" c="dimmed">{number(rowsRead)} {rowsTotal ? `of ${number(rowsTotal)} rows read` : 'rows read so far'}. {step === 'PREVIEW' ? 'It is tried out; nothing changes. ' : ''}It goes on by itself: you can leave and find it again under Import.</Text>
    </Stack>
  );
}

function Counts({ counts: { state, source, created, updated, unchanged, rejected, warnings, possibleDuplicates, undone, kept } }: { counts: ImportFactsFragment }) {
  const shown = [
    { n: created, label: 'New' },
    { n: updated, label: 'Changed' },
    { n: unchanged, label: 'Unchanged' },
    { n: rejected, label: 'Rejected' },
    { n: warnings, label: 'With something left out' },
    ...(source === 'SPREADSHEET' ? [{ n: possibleDuplicates, label: 'Possible duplicates' }] : []),
    ...(state === 'UNDONE' ? [{ n: undone, label: 'Set back' }, { n: kept, label: 'Kept' }] : []),
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: shown.length > 6 ? 4 : shown.length }} spacing="sm">
      {shown.map(({ n, label }) => (
        <Card withBorder p="md" key={label}><Text size="xl" fw={650}>{number(n)}</Text><Text size="sm">{label}</Text></Card>
      ))}
    </SimpleGrid>
  );
}
