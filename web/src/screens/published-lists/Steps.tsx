import { Alert, Anchor, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApplyPublishedListDocument, DiscardPublishedListDocument, PublishedListEditsDocument, type PublishedListFactsFragment, UndoPublishedListDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { useRead } from '../../hub/read';
import { problemsOf } from '../../hub/trouble';
import { FieldChanges } from '../../parts/FieldChanges';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted, sentence } from '../../words/count';

/** What can be done with a list now: apply it, drop it, undo it. */
export function Steps({ list, onDone }: { list: PublishedListFactsFragment; onDone: () => void }) {
  const [apply, applying] = useChange(ApplyPublishedListDocument);
  const [discard, discarding] = useChange(DiscardPublishedListDocument);
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState(false);
  const input = { publishedListId: list.id };
  const after = (problems: { message: string }[]) => {
    setProblem(problems[0]?.message);
    if (problems.length === 0) onDone();
  };
  const applyIt = async () => {
    const { data, error } = await apply({ input });
    after(problemsOf(error, data?.applyPublishedList.userErrors));
  };
  const drop = async () => {
    const { data, error } = await discard({ input });
    after(problemsOf(error, data?.discardPublishedList.userErrors));
  };
  const applicable = list.state === 'PREVIEWED' || list.state === 'APPLIED' && list.failure !== null;
  if (!applicable && list.state !== 'APPLIED') return null;
  return (
    <Stack gap="xs">
      {problem && <Alert role="alert" color="red.9" variant="outline" title="That did not work"><Text size="sm">{sentence(problem)}</Text></Alert>}
      <Group gap="xs">
        {applicable && <Button size="xs" loading={applying} onClick={() => void applyIt()}>Apply it</Button>}
        {list.state === 'PREVIEWED' && <Button size="xs" variant="default" loading={discarding} onClick={() => void drop()}>Drop it</Button>}
        {list.state === 'APPLIED' && <Button size="xs" variant="default" onClick={() => setAsking(true)}>Undo this list</Button>}
      </Group>
      {asking && <UndoDialog list={list} onClose={() => setAsking(false)} onDone={onDone} />}
    </Stack>
  );
}

function UndoDialog({ list, onClose, onDone }: { list: PublishedListFactsFragment; onClose: () => void; onDone: () => void }) {
  const [undo, busy] = useChange(UndoPublishedListDocument);
  const [overwrite, setOverwrite] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [{ data, error }, again] = useRead({ query: PublishedListEditsDocument, variables: { id: list.id, after: null }, requestPolicy: 'network-only' });
  const edits = data?.publishedList?.edits;
  const send = async () => {
    const { data, error } = await undo({ input: { publishedListId: list.id, overwrite } });
    const [found] = problemsOf(error, data?.undoPublishedList.userErrors);
    setProblem(found?.message);
    if (found) return;
    onClose();
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title="Undo this list" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        {problem && <Alert role="alert" color="red.9" variant="outline" title="Not undone"><Text size="sm">{sentence(problem)}</Text></Alert>}
        <Text size="sm">{counted(list.counts.made, 'award')} that it recorded will go, and {counted(list.counts.confirmed, 'award')} that it confirmed will be as before. Employers that were created from it stay.</Text>
        {!edits && (error ? <TroublePanel error={error} again={again} /> : <Loading lines={2} />)}
        {edits && edits.nodes.length > 0 && (
          <>
            <Text size="sm" fw={600}>Edited since{edits.pageInfo.hasNextPage ? ', the first 50' : ''}:</Text>
            {edits.nodes.map(({ employer, award, fields }) => (
              <div key={award?.id ?? employer.id}>
                <Anchor component={Link} to={`/employers/${employer.id}/accreditations`} size="sm" underline="always">{employer.name}</Anchor>
                {award ? <FieldChanges fields={fields} /> : <Text size="sm">The award was removed.</Text>}
              </div>
            ))}
            <Checkbox label="Overwrite these edits too" checked={overwrite} onChange={(event) => setOverwrite(event.currentTarget.checked)} />
          </>
        )}
        <Group gap="xs"><Button loading={busy} disabled={!edits} onClick={() => void send()}>Undo it</Button><Button variant="default" onClick={onClose}>Cancel</Button></Group>
      </Stack>
    </Modal>
  );
}
