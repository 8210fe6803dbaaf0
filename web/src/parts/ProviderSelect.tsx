import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { ProvidersDocument } from '../gql/graphql';
import { changesWith, useRead } from '../hub/read';

const withProviders = changesWith('Provider');

/** Chooses a provider of the directory by typing the beginning of its name. */
export function ProviderSelect({ provider, ...rest }: { provider?: { id: string; name: string } | undefined } & Omit<SelectProps, 'data'>) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 150);
  const [{ data }] = useRead({ query: ProvidersDocument, variables: { search }, context: withProviders });
  const known = new Map([...(provider ? [provider] : []), ...(data?.providers.nodes ?? [])].map(({ id, name }) => [id, name]));
  return <Select searchable data={[...known].map(([value, label]) => ({ value, label }))} onSearchChange={setTyped} nothingFoundMessage="Not there: add it under Providers" {...rest} />;
}
