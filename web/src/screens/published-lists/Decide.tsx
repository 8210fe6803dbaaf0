import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { DecideListedRowDocument, type ListedDecision, type ListedFactsFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { sentence } from '../../words/count';
import { likely } from '../duplicates/likely';
import { Reasons } from '../duplicates/Reasons';

/** Says whom a row is about. Where the row goes afterwards, the next one has the focus. */
export function Decide({ listId, row, onDecided }: { listId: string; row: ListedFactsFragment; onDecided: () => void }) {
  const [decide, busy] = useChange(DecideListedRowDocument);
  const [problem, setProblem] = useState<string>();
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<ChosenEmployer | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const say = async (decision: ListedDecision, employerId?: string) => {
    const { data, error } = await decide({ input: { publishedListId: listId, line: row.line, decision, ...(employerId && { employerId }) } });
    const [found] = problemsOf(error, data?.decideListedRow.userErrors);
    setProblem(found?.message);
    if (found) return;
    const next = place.current?.closest('section')?.nextElementSibling?.querySelector('button') ?? document.querySelector('h1');
    next?.focus();
    onDecided();
  };
  return (
    <Stack gap="xs" mt="xs" ref={place}>
      {problem && <Alert role="alert" color="red.9" variant="outline" title="Not decided"><Text size="sm">{sentence(problem)}</Text></Alert>}
      {row.candidates.map(({ employer, score, reasons }) => (
        <Stack gap={4} key={employer.id}>
          <Group gap="xs">
            <Button size="xs" disabled={busy} onClick={() => void say('EMPLOYER', employer.id)}>It is {employer.name}</Button>
            <Text size="sm">{[employer.postcode, likely(score)].filter(Boolean).join(' · ')}</Text>
          </Group>
          <Reasons reasons={reasons} />
        </Stack>
      ))}
      {choosing && (
        <Group gap="xs" align="end">
          <EmployerPicker label="Which employer" value={chosen} onChange={setChosen} autoFocus />
          <Button size="xs" disabled={!chosen || busy} onClick={() => chosen && void say('EMPLOYER', chosen.id)}>Choose</Button>
        </Group>
      )}
      <Group gap="xs">
        {!choosing && <Button size="xs" variant="default" onClick={() => setChoosing(true)}>Another employer</Button>}
        <Button size="xs" variant="default" disabled={busy} onClick={() => void say('CREATE')}>Create it</Button>
        <Button size="xs" variant="default" disabled={busy} onClick={() => void say('IGNORE')}>Ignore</Button>
      </Group>
    </Stack>
  );
}
