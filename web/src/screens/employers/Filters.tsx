import { Button, MultiSelect, Popover, Select, SimpleGrid } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { EmployerStatus, GrowthSector, SizeBand } from '../../gql/graphql';
import { WhoFilter } from '../../parts/WhoSelect';
import { useViewer } from '../../shell/viewer';
import { choices, growthSector, sizeBand, status } from '../../words/label';
import type { FilterNames, ListFilter } from './address';

const QuietSince = lazy(() => import('./QuietSince'));

const coded = (each: { code: string; name: string }) => ({ value: each.code, label: each.name });
const within = { withinPortal: false };

/** Everything that the list can be narrowed by; each choice acts at once and shows as words beside the search. */
export function Filters({ filter, names, onChange }: { filter: ListFilter; names: FilterNames | undefined; onChange: (changes: ListFilter) => void }) {
  const { user } = useViewer();
  const several = (values: string[]) => (values.length > 0 ? values : undefined);
  const yesNo = (label: string, yes: string, no: string, field: 'inRotherham' | 'hasLead' | 'keyAccount' | 'onHold' | 'confidential') => (
    <Select size="xs" label={label} clearable placeholder="Any" comboboxProps={within} data={[{ value: 'yes', label: yes }, { value: 'no', label: no }]}
      value={typeof filter[field] === 'boolean' ? (filter[field] ? 'yes' : 'no') : null} onChange={(value) => onChange({ [field]: value ? value === 'yes' : undefined })} />
  );
  const list = (label: string, data: { value: string; label: string }[], values: string[] | null | undefined, change: (values: string[] | undefined) => void) => (
    <MultiSelect size="xs" label={label} searchable clearable comboboxProps={within} data={data} value={values ?? []} onChange={(chosen) => change(several(chosen))} />
  );
  const leads = (label: string, ids: string[] | null | undefined, change: (values: string[] | undefined) => void, staff: boolean) => (
    <WhoFilter size="xs" label={label} comboboxProps={within} staff={staff} first={staff && user ? { id: user.id, name: `${user.name} (you)` } : undefined}
      chosen={(ids ?? []).map((id) => ({ id, name: names?.leads.find((each) => each.id === id)?.name ?? id }))} onChange={(chosen) => change(several(chosen))} />
  );

  return (
    <Popover position="bottom-start" shadow="md" width={560} trapFocus returnFocus>
      <Popover.Target>
        {/* A plain button: the popover names itself. */}
        <Button variant="subtle" size="xs" leftSection={<IconFilter size={16} aria-hidden />}>Add filter</Button>
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 32px)" aria-label="Filters">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {yesNo('Where', 'In Rotherham', 'Not in Rotherham', 'inRotherham')}
          {list('Size', choices(sizeBand), filter.sizeBandIn, (values) => onChange({ sizeBandIn: values as SizeBand[] | undefined }))}
          {list('Sector', names?.sicSections.map(({ letter, name }) => ({ value: letter, label: name })) ?? [], filter.sicSectionIn, (values) => onChange({ sicSectionIn: values }))}
          {list('Growth sector', choices(growthSector), filter.growthSectorIn, (values) => onChange({ growthSectorIn: values as GrowthSector[] | undefined }))}
          {list('Status', choices(status), filter.statusIn, (values) => onChange({ statusIn: values as EmployerStatus[] | undefined }))}
          {list('Ward', names?.wards.map(coded) ?? [], filter.wardIn, (values) => onChange({ wardIn: values }))}
          {list('Investment area', names?.investmentAreas.map(coded) ?? [], filter.investmentAreaIn, (values) => onChange({ investmentAreaIn: values }))}
          {leads('Lead organisation', filter.leadOrganisationIn, (values) => onChange({ leadOrganisationIn: values }), false)}
          {leads('Account lead', filter.accountLeadIn, (values) => onChange({ accountLeadIn: values }), true)}
          {yesNo('Has a lead', 'Has a lead', 'No lead', 'hasLead')}
          {yesNo('Key account', 'Key account', 'No key account', 'keyAccount')}
          <Select size="xs" label="Gone quiet" clearable placeholder="Any" comboboxProps={within} data={[{ value: 'yes', label: 'Yours that have gone quiet' }]}
            value={filter.goneQuiet ? 'yes' : null} onChange={(value) => onChange({ goneQuiet: value ? true : undefined })} />
          {yesNo('On hold', 'On hold', 'Not on hold', 'onHold')}
          {yesNo('Confidential', 'Confidential', 'Not confidential', 'confidential')}
          <Suspense><QuietSince value={filter.lastContactBefore ?? null} onChange={(day) => onChange({ lastContactBefore: day ?? undefined })} /></Suspense>
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  );
}
