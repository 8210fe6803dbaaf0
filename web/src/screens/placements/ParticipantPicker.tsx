import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { FindParticipantsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';

/** Chooses participants by the beginning of their references; the hub is asked while one is typed. */
export function ParticipantPicker({ value = [], onChange, ...props }: Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> & { value?: string[]; onChange: (ids: string[]) => void }) {
  const [typed, setTyped] = useState('');
  const [known, setKnown] = useState<Record<string, string>>({});
  const [search] = useDebouncedValue(typed.trim(), 150);
  const [{ data, fetching }] = useRead({ query: FindParticipantsDocument, variables: { filter: { reference: search || null, closed: false } }, requestPolicy: 'cache-and-network', pause: search === '' });
  // Nobody is read who was not asked for.
  const found = search === '' ? [] : (data?.participants.nodes ?? []);
  const labels = { ...known, ...Object.fromEntries(found.map(({ id, reference }) => [id, reference])) };
  const options = [...new Set([...found.map(({ id }) => id), ...value])].map((id) => ({ value: id, label: labels[id] ?? '' }));
  return (
    <MultiSelect searchable hidePickedOptions {...props} value={value} searchValue={typed} onSearchChange={setTyped} data={options}
      onChange={(ids) => {
        setKnown(labels);
        onChange(ids);
      }}
      filter={({ options: shown }) => shown.filter((each) => 'value' in each && found.some(({ id }) => id === each.value))}
      nothingFoundMessage={typed.trim() === '' ? 'Type the beginning of a reference' : fetching ? 'Searching' : 'No participant has a reference that begins so'} />
  );
}
