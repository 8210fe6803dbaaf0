import { Combobox, InputBase, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useLayoutEffect, useState } from 'react';
import { FindEmployersDocument } from '../gql/graphql';
import { useRead } from '../hub/read';

export interface ChosenEmployer {
  id: string;
  name: string;
}

/** Chooses one employer by the beginnings of its name, its number or its postcode. */
export function EmployerPicker({ label, value, onChange, error, autoFocus, optional, 'data-path': path }: {
  label: string;
  value: ChosenEmployer | null;
  onChange: (employer: ChosenEmployer | null) => void;
  error?: React.ReactNode;
  autoFocus?: boolean;
  /** It may stay empty; words that chose nobody are told. */
  optional?: boolean;
  'data-path'?: string;
}) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [search] = useDebouncedValue(typed.trim(), 150);
  const combobox = useCombobox({ onDropdownOpen: () => combobox.selectFirstOption() });
  const [{ data, fetching }] = useRead({
    query: FindEmployersDocument,
    variables: { text: search },
    pause: search === '' || search === value?.name,
  });
  const astray = optional && !value && typed.trim() !== '' && !combobox.dropdownOpened;
  const found = search === '' ? [] : (data?.search.employers ?? []);
  const first = found[0]?.id;
  const { selectFirstOption } = combobox;
  // What is found comes after the list has opened: Enter takes the first of it, as soon as it is seen.
  useLayoutEffect(() => {
    if (first) selectFirstOption();
  }, [first, selectFirstOption]);

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        const employer = found.find((each) => each.id === id);
        if (employer) {
          onChange(employer);
          setTyped(employer.name);
        }
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <InputBase
          label={label}
          required={!optional}
          withAsterisk={false}
          placeholder="Name, number or postcode"
          value={typed}
          error={error ?? (astray ? 'Choose an employer from the list, or leave this empty' : undefined)}
          data-path={path}
          data-autofocus={autoFocus ? true : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(null);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search === '' || search === value?.name}>
        <Combobox.Options aria-label="Employers found">
          {found.map((employer) => (
            <Combobox.Option key={employer.id} value={employer.id}>
              <Text size="sm">{employer.name}</Text>
              <Text size="xs" c="dimmed">{[employer.companyNumber, employer.postcode].filter(Boolean).join(' · ')}</Text>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{fetching ? 'Searching' : 'No employer is called that'}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
