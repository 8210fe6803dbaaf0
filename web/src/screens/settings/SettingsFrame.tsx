import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Permission } from '../../gql/graphql';
import { Screen } from '../../parts/Screen';
import { SectionNav } from '../../parts/SectionNav';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';

const places: { to: string; label: string; needs?: Permission }[] = [
  { to: '/settings/users', label: 'Users', needs: 'ADMINISTER_ACCESS' },
  { to: '/settings/partners', label: 'Partners', needs: 'ADMINISTER_ACCESS' },
  { to: '/settings/groups', label: 'Groups', needs: 'ADMINISTER_ACCESS' },
  { to: '/settings/tokens', label: 'API tokens', needs: 'ADMINISTER_ACCESS' },
  { to: '/settings/rules', label: 'Rules', needs: 'MANAGE_RULES' },
  { to: '/settings/holidays', label: 'Days without mail', needs: 'MANAGE_RULES' },
  { to: '/settings/audit', label: 'Audit log', needs: 'READ_AUDIT' },
  { to: '/settings/me', label: 'My settings' },
  { to: '/settings/sessions', label: 'My browsers' },
];

/** The first of the settings that the caller may open. */
export function useFirstSetting(): string {
  const may = useMay();
  return places.find(({ needs }) => !needs || may(needs))?.to ?? '/settings/me';
}

/** One screen of the settings. */
export function SettingsFrame({ title, needs, note, actions, children }: { title: string; needs?: Permission; note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const may = useMay();
  if (needs && !may(needs)) return <NoPermission title={title} />;
  return (
    <Screen title={title} note={note} actions={<>{may('ADMINISTER_ACCESS') && <Button component="a" href="/admin/jobs" size="xs" variant="default">Background jobs</Button>}{actions}</>}>
      <SectionNav label="Settings" places={places.filter((place) => !place.needs || may(place.needs))} />
      {children}
    </Screen>
  );
}
