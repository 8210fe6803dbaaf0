import { Alert, Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { readAnswer } from './upload';

/** Sends a file, and answers the ID of the return or what is wrong. */
async function send(file: File, to: string): Promise<{ returnId: string } | { message: string }> {
  try {
    const answer = await fetch(to, { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) } });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as { returnId: string };
    const read = readAnswer(answer.status, text);
    return { message: 'message' in read ? read.message : '' };
  } catch {
    return { message: 'The connection broke while the file was being sent. Nothing was taken in: send it again.' };
  }
}

/** Takes the file of a return, sends it, and leads to what would become of it. */
export function ReturnUpload({ to, screen, columns }: { to: string; screen: string; columns: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const submit = async () => {
    if (!file) return setProblem('Choose the file.');
    setBusy(true);
    const answer = await send(file, to);
    setBusy(false);
    if ('message' in answer) return setProblem(answer.message);
    await navigate(`${screen}/${answer.returnId}`);
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
        <Text size="sm" c="dimmed">{columns}</Text>
      </Stack>
    </form>
  );
}
