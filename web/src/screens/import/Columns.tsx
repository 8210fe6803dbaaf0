import { Alert, Button, Checkbox, Group, List, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { type ImportColumnsQuery, ImportColumnsDocument, type ImportField, PreviewImportDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { sentence } from '../../words/count';
import { choices, importField } from '../../words/label';
import classes from './ImportsScreen.module.css';

/** Lets a person say what the columns of a spreadsheet are, then has the file tried out. */
export function Columns({ id, onDone }: { id: string; onDone: () => void }) {
  const [{ data, error }, again] = useRead({ query: ImportColumnsDocument, variables: { id }, requestPolicy: 'network-only' });
  if (!data?.import) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  return <Mapping key={data.import.sheet} file={data.import} again={again} onDone={onDone} />;
}

type SpreadsheetFile = NonNullable<ImportColumnsQuery['import']>;

function Mapping({ file, again, onDone }: { file: SpreadsheetFile; again: () => void; onDone: () => void }) {
  const [fields, setFields] = useState<(ImportField | null)[]>(file.columns.map(({ field }) => field));
  const [overwrite, setOverwrite] = useState(file.overwrite);
  const [problems, setProblems] = useState<string[]>([]);
  const [preview, busy] = useChange(PreviewImportDocument);

  async function send(sheet?: string) {
    const columns = file.columns.map(({ name }, index) => ({ name, field: fields[index] ?? null })).filter(({ field }) => field !== null);
    const { data, error } = await preview({ input: { importId: file.id, sheet, columns, overwrite } });
    const found = problemsOf(error, data?.previewImport.userErrors).map(({ message }) => message);
    setProblems(found);
    if (found.length > 0) return;
    if (sheet === undefined) onDone();
    else again();
  }

  return (
    <Stack gap="sm" component="section" aria-label="Columns">
      {problems.length > 0 && <Alert role="alert" color="red.9" variant="outline" title="Not tried out yet">{problems.map((problem) => <Text size="sm" key={problem}>{sentence(problem)}</Text>)}</Alert>}
      <Text size="sm">
        {file.remembered ? 'The columns are named as in the last file of this kind. ' : 'Say what each column is. Nothing is taken in yet: first you see what would become of every row. '}
        What you say here is remembered for the next file with the same columns.
      </Text>
      {file.notes.length > 0 && <List size="sm" c="dimmed">{file.notes.map((note) => <List.Item key={note}>{sentence(note)}</List.Item>)}</List>}
      {file.sheets.length > 1 && <Select label="Sheet" size="xs" w={260} data={file.sheets} value={file.sheet} allowDeselect={false} disabled={busy} onChange={(sheet) => void (sheet && sheet !== file.sheet && send(sheet))} />}
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead><Table.Tr><Table.Th>Column</Table.Th><Table.Th className={classes.wide}>What stands in it</Table.Th><Table.Th>What it is</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {file.columns.map(({ name, samples }, index) => (
            <Table.Tr key={name}>
              <Table.Td fw={600}>{name}</Table.Td>
              <Table.Td className={classes.wide} c="dimmed">{samples.filter(Boolean).join(' · ')}</Table.Td>
              <Table.Td>
                <Select aria-label={`What the column ${name} is`} size="xs" searchable clearable selectFirstOptionOnChange placeholder="Leave it out" data={choices(importField)} value={fields[index] ?? null}
                  onChange={(value) => setFields(fields.with(index, value))} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Checkbox label="Where the file and the hub differ, the file counts" checked={overwrite} onChange={(event) => setOverwrite(event.currentTarget.checked)}
        description="Otherwise the file fills what is empty, and later changes what it says otherwise than the last time. What staff corrected stays." />
      <Group><Button loading={busy} onClick={() => void send()}>Try it out</Button></Group>
    </Stack>
  );
}
