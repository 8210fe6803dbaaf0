import { IconAward, IconBooks, IconBriefcase, IconBuildingFactory2, IconChartBar, IconClipboardList, IconDevices, IconFileImport, IconFlag, IconHome2, IconSchool, IconSettings, IconUsersGroup } from '@tabler/icons-react';
import type { Permission } from '../gql/graphql';
import { useMay } from './viewer';

const places: { label: string; to: string; icon: typeof IconHome2; needs: Permission[] }[] = [
  { label: 'Today', to: '/', icon: IconHome2, needs: [] },
  { label: 'Employers', to: '/employers', icon: IconBuildingFactory2, needs: ['READ_EMPLOYERS'] },
  { label: 'Diagnostics', to: '/diagnostics', icon: IconClipboardList, needs: ['READ_ANSWERS', 'SEND_DIAGNOSTICS'] },
  { label: 'Accreditations', to: '/accreditations', icon: IconAward, needs: ['READ_EMPLOYERS'] },
  { label: 'Network', to: '/network', icon: IconUsersGroup, needs: ['READ_EMPLOYERS'] },
  { label: 'Placements', to: '/placements', icon: IconBriefcase, needs: ['READ_EMPLOYERS'] },
  { label: 'Education', to: '/education', icon: IconSchool, needs: ['READ_EMPLOYERS'] },
  { label: 'Investment areas', to: '/areas', icon: IconFlag, needs: ['READ_EMPLOYERS'] },
  { label: 'Directory', to: '/directory', icon: IconBooks, needs: ['READ_EMPLOYERS'] },
  { label: 'Duplicates', to: '/duplicates', icon: IconDevices, needs: ['MERGE'] },
  { label: 'Import', to: '/import', icon: IconFileImport, needs: ['IMPORT'] },
  { label: 'Duplicated contacts', to: '/reports/duplication', icon: IconChartBar, needs: ['READ_FIGURES'] },
  { label: 'Settings', to: '/settings', icon: IconSettings, needs: ['ADMINISTER_ACCESS', 'MANAGE_RULES', 'READ_AUDIT'] },
];

/** The places that the caller's roles lead to; any one of a place's permissions opens it. */
export function usePlaces() {
  const may = useMay();
  return places.filter(({ needs }) => needs.length === 0 || needs.some(may));
}
