import { ActionIcon, Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type EmployerFactsFragment, type UpdateEmployerInput, UpdateEmployerDocument } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { type Problem, problemsOf } from '../../hub/trouble';
import { changedFacts } from './facts';
import { Fact } from './Fact';

interface InputProps<Value> {
  'aria-label': string;
  'data-autofocus': true;
  size: 'xs';
  value: Value;
  error: string | undefined;
  onChange: (value: Value) => void;
}

/**
 * A fact of an employer that is changed where it stands: Enter saves, Escape leaves it. Where somebody else changed the record
 * meanwhile, says what, and keeps what was typed.
 */
export function EditableFact<Value>({ employer, editable, label, shown, start, toInput, input }: {
  employer: EmployerFactsFragment;
  editable: boolean;
  label: string;
  shown: ReactNode;
  start: (employer: EmployerFactsFragment) => Value;
  toInput: (value: Value) => Omit<UpdateEmployerInput, 'id' | 'version'>;
  /** The second argument is the field of the API that the error is about. */
  input: (props: InputProps<Value>, problemField: string | undefined) => ReactNode;
}) {
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // The focus goes back to where the person came from, once that stands there again.
  useEffect(() => {
    if (wasEditing.current && !editing) pencil.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (!editing) {
    return (
      <Fact label={label} action={editable && (
        <ActionIcon ref={pencil} variant="subtle" color="gray.7" size={24} aria-label={`Change ${label.toLowerCase()}`} onClick={() => setEditing(true)}><IconPencil size={16} /></ActionIcon>
      )}>{shown}</Fact>
    );
  }
  return <Fact label={label} wide><Editor employer={employer} label={label} start={start(employer)} toInput={toInput} input={input} close={() => setEditing(false)} /></Fact>;
}

function Editor<Value>({ employer, label, start, toInput, input, close }: {
  employer: EmployerFactsFragment;
  label: string;
  start: Value;
  toInput: (value: Value) => Omit<UpdateEmployerInput, 'id' | 'version'>;
  /** The second argument is the field of the API that the error is about. */
  input: (props: InputProps<Value>, problemField: string | undefined) => ReactNode;
  close: () => void;
}) {
  // The reading that the person began from: a newer one that arrives in the background must not hide a conflict.
  const [read, setRead] = useState(employer);
  const [value, setValue] = useState(start);
  const [problem, setProblem] = useState<Problem>();
  const [conflict, setConflict] = useState<ReturnType<typeof changedFacts>>();
  const [update, busy] = useChange(UpdateEmployerDocument);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);

  async function save() {
    const { data, error } = await update({ input: { id: read.id, version: read.version, ...toInput(value) } });
    const now = data?.updateEmployer.employer;
    const [first] = problemsOf(error, data?.updateEmployer.userErrors);
    if (!first) return close();
    const stale = now && now.version !== read.version && data.updateEmployer.userErrors.some(({ code }) => code === 'CONFLICT');
    setConflict(stale ? changedFacts(read, now) : undefined);
    setProblem(stale ? undefined : first);
    if (stale) setRead(now);
  }

  return (
    <form ref={box} onSubmit={(event) => {
      event.preventDefault();
      void save();
    }} onKeyDown={(event) => {
      if (event.key === 'Escape') close();
    }}>
      <Stack gap={6}>
        {input({ 'aria-label': label, 'data-autofocus': true, size: 'xs', value, error: problem?.message, onChange: setValue }, problem?.field)}
        {conflict && (
          <Alert role="alert" color="orange" variant="light" p="xs" title={<Text size="sm" fw={600} c="orange.9">Somebody changed this record meanwhile</Text>}>
            <List size="sm" listStyleType="none">{conflict.map((fact) => <List.Item key={fact.label}>{fact.label}: {fact.before}, now {fact.after}</List.Item>)}</List>
            <Text size="sm">What you typed is still here. Save it all the same, or leave the record as it is now.</Text>
          </Alert>
        )}
        <Group gap={6}>
          <Button type="submit" size="compact-sm" loading={busy}>{conflict ? 'Save mine' : 'Save'}</Button>
          <Button size="compact-sm" variant="default" onClick={close}>{conflict ? 'Leave theirs' : 'Cancel'}</Button>
        </Group>
      </Stack>
    </form>
  );
}
