import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { FindPeopleDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';

/** Chooses somebody whom the hub knows and the caller may see, by the beginnings of the name or the address. */
export function PersonPicker({ label, onChange, ...input }: { label: string; onChange: (personId: string | null) => void; value?: string | null; error?: React.ReactNode; 'data-path'?: string }) {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 150);
  const [{ data, fetching }] = useRead({ query: FindPeopleDocument, variables: { text }, pause: text === '' });
  const seen = new Set<string>();
  const found = (data?.search.people ?? []).filter(({ person }) => !seen.has(person.id) && seen.add(person.id));
  return (
    <Select label={label} data-autofocus searchable selectFirstOptionOnChange placeholder="Name or e-mail" searchValue={typed} onSearchChange={setTyped}
      filter={({ options }) => options} comboboxProps={{ withinPortal: false }} nothingFoundMessage={typed.trim() === '' ? undefined : fetching ? 'Searching' : 'Nobody you may see is called that'}
      data={found.map(({ person, jobTitle, employer }) => ({ value: person.id, label: [person.name, [jobTitle, employer.name].filter(Boolean).join(', ')].filter(Boolean).join(': ') }))}
      {...input} onChange={onChange} />
  );
}
