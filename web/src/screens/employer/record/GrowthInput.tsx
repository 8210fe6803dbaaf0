import { MultiSelect } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { GrowthSector } from '../../../gql/graphql';
import { choices, growthSector } from '../../../words/label';

/** Chooses growth sectors. */
export default function GrowthInput(props: {
  'aria-label': string;
  'data-autofocus': true;
  size: 'xs';
  value: GrowthSector[];
  error: string | undefined;
  onChange: (chosen: GrowthSector[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return <MultiSelect ref={input} {...props} searchable selectFirstOptionOnChange data={choices(growthSector)} comboboxProps={{ withinPortal: false }} />;
}
