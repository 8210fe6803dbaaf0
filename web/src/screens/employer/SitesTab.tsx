import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconMapPinPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SiteFactsFragment } from '../../gql/graphql';
import { Empty } from '../../parts/Empty';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import type { Employer } from './EmployerScreen';
import { SiteForm } from './SiteForm';

/** Where people work, open sites first. */
export default function SitesTab({ employer, today }: { employer: Employer; today: string }) {
  const may = useMay();
  const [form, setForm] = useState<{ site: SiteFactsFragment | undefined }>();
  const canWrite = may('WRITE_ENGAGEMENT');
  const add = canWrite && <Button size="xs" variant="default" leftSection={<IconMapPinPlus size={16} aria-hidden />} onClick={() => setForm({ site: undefined })}>Add site</Button>;
  return (
    <Stack gap="md">
      {employer.sites.length === 0 ? <Empty title="No site is known" action={add}>A site says where people work, and whether that is in Rotherham.</Empty> : <Group>{add}</Group>}
      {employer.sites.map((site) => (
        <Group key={site.id} justify="space-between" wrap="nowrap" align="start" component="section" aria-label={site.name}>
          <div>
            <Group gap="xs">
              <Text size="sm" fw={600}>{site.name}</Text>
              {site.closedOn && <Badge size="sm" variant="default" tt="none" fw={500}>Closed {longDay(site.closedOn)}</Badge>}
            </Group>
            {(site.address.length > 0 || site.postcode) && <Text size="sm">{[...site.address, site.postcode].filter(Boolean).join(', ')}</Text>}
            <Text size="sm" c="dimmed">
              {[
                site.ward ? `${site.ward.name} ward` : 'Ward not known',
                site.investmentArea?.name,
                site.headcount === null ? null : counted(site.headcount, 'person', 'people'),
                site.openedOn && `since ${longDay(site.openedOn)}`,
              ].filter(Boolean).join(' · ')}
            </Text>
          </div>
          {canWrite && <Button size="compact-sm" variant="subtle" aria-label={`Change ${site.name}`} onClick={() => setForm({ site })}>Change</Button>}
        </Group>
      ))}
      {form && <SiteForm employerId={employer.id} site={form.site} today={today} onDone={() => setForm(undefined)} />}
    </Stack>
  );
}
