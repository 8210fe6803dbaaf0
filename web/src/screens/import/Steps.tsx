import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ApplyImportDocument, DiscardImportDocument, type ImportFactsFragment, UndoImportDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { counted, sentence } from '../../words/count';

/** What can be done with a file now: have it taken in, change its columns, drop it, undo it. */
export function Steps({ now, mapping, onMapping, onDone }: { now: ImportFactsFragment; mapping: boolean; onMapping: () => void; onDone: () => void }) {
  const [apply, applying] = useChange(ApplyImportDocument);
  const [discard, discarding] = useChange(DiscardImportDocument);
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState(false);
  const input = { importId: now.id };
  const after = (problems: { message: string }[]) => {
    setProblem(problems[0]?.message);
    if (problems.length === 0) onDone();
  };
  const takeIn = async () => {
    const { data, error } = await apply({ input });
    after(problemsOf(error, data?.applyImport.userErrors));
  };
  const drop = async () => {
    const { data, error } = await discard({ input });
    after(problemsOf(error, data?.discardImport.userErrors));
  };
  const waiting = now.state === 'MAPPING' || now.state === 'PREVIEWED';
  const undoable = (now.state === 'FINISHED' || now.state === 'FAILED') && now.created + now.updated > 0;
  if (!waiting && !undoable) return null;
  return (
    <Stack gap="xs">
      {problem && <Alert role="alert" color="red.9" variant="outline" title="That did not work"><Text size="sm">{sentence(problem)}</Text></Alert>}
      <Group gap="xs">
        {now.state === 'PREVIEWED' && !mapping && <Button size="xs" loading={applying} onClick={() => void takeIn()}>Take it in</Button>}
        {now.state === 'PREVIEWED' && !mapping && <Button size="xs" variant="default" onClick={onMapping}>Change the columns</Button>}
        {waiting && <Button size="xs" variant="default" loading={discarding} onClick={() => void drop()}>Drop it</Button>}
        {undoable && <Button size="xs" variant="default" onClick={() => setAsking(true)}>Undo this import</Button>}
      </Group>
      {asking && <UndoDialog now={now} onClose={() => setAsking(false)} onDone={onDone} />}
    </Stack>
  );
}

function UndoDialog({ now, onClose, onDone }: { now: ImportFactsFragment; onClose: () => void; onDone: () => void }) {
  const [undo, busy] = useChange(UndoImportDocument);
  const [problem, setProblem] = useState<string>();
  const send = async () => {
    const { data, error } = await undo({ input: { importId: now.id } });
    const [found] = problemsOf(error, data?.undoImport.userErrors);
    setProblem(found?.message);
    if (found) return;
    onClose();
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title="Undo this import" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        {problem && <Alert role="alert" color="red.9" variant="outline" title="Not undone"><Text size="sm">{sentence(problem)}</Text></Alert>}
        <Text size="sm">{counted(now.created, 'employer')} that it made will be removed, and {counted(now.updated, 'employer')} that it changed set back. Whatever somebody has worked with or changed since is kept, and listed.</Text>
        <Group gap="xs"><Button loading={busy} onClick={() => void send()}>Undo it</Button><Button variant="default" onClick={onClose}>Cancel</Button></Group>
      </Stack>
    </Modal>
  );
}
