import { Group, Select } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { type PlacementFilter, PlacementChoicesDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { useSetParam } from '../../parts/useChoice';

/** Which placements a list is of, as the address says. */
export function usePlacementFilter(): PlacementFilter {
  const [params] = useSearchParams();
  const one = (name: string) => {
    const value = params.get(name);
    return value === null ? null : [value];
  };
  return { programmeIn: one('programme'), sicSectionIn: one('sector'), wardIn: one('ward'), startsFrom: day(params.get('from')), startsBy: day(params.get('by')) };
}

const day = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

/** Chooses programme, sector and ward; the choice is kept in the address. */
export function PlaceFields() {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  return (
    <>
      <Select label="Programme" size="xs" w={200} placeholder="All" clearable data={data?.placementProgrammes.map(({ code, name }) => ({ value: code, label: name })) ?? []} value={params.get('programme')} onChange={(value) => set('programme', value)} />
      <Select label="Sector" size="xs" w={200} placeholder="All" clearable searchable data={data?.sicSections.map(({ letter, name }) => ({ value: letter, label: name })) ?? []} value={params.get('sector')} onChange={(value) => set('sector', value)} />
      <Select label="Ward of the site" size="xs" w={180} placeholder="All" clearable searchable data={data?.wards.map(({ code, name }) => ({ value: code, label: name })) ?? []} value={params.get('ward')} onChange={(value) => set('ward', value)} />
    </>
  );
}

/** Chooses programme, sector, ward and first days; the choice is kept in the address. */
export function PlacementFilters({ children }: { children?: React.ReactNode }) {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [{ data }] = useRead({ query: PlacementChoicesDocument });
  const today = data?.today ?? '';
  return (
    <Group gap="sm" mb="sm" align="end">
      {children}
      <PlaceFields />
      <DayInput label="Starts from" size="xs" w={150} placeholder="Any day" clearable today={today} value={day(params.get('from'))} onChange={(value) => set('from', value)} />
      <DayInput label="Starts by" size="xs" w={150} placeholder="Any day" clearable today={today} value={day(params.get('by'))} onChange={(value) => set('by', value)} />
    </Group>
  );
}
