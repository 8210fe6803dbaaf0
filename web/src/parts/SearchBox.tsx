import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

/** Searches the list below. Keeps what is typed to itself until typing pauses; follows the address when that changes by another way. */
export function SearchBox({ placeholder, value, onChange }: { placeholder: string; value: string; onChange: (search: string) => void }) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const settle = useDebouncedCallback((text: string) => {
    sent.current = text.trim();
    onChange(sent.current);
  }, 150);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  return (
    <TextInput aria-label="Search the list" placeholder={placeholder} type="search" leftSection={<IconSearch size={16} aria-hidden />} size="xs" w={{ base: '100%', sm: 260 }}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value);
      }}
    />
  );
}
