import { SectionNav } from '../../parts/SectionNav';
import { useMay } from '../../shell/viewer';

/** The screens about placements; those with participants are placement staff's. */
export function PlacementsNav() {
  const mayPlace = useMay()('MANAGE_PARTICIPANTS');
  const placed = mayPlace
    ? [{ to: '/placements/board', label: 'Board' }, { to: '/placements/list', label: 'List' }, { to: '/placements/participants', label: 'Participants' }, { to: '/placements/due', label: 'Due' }, { to: '/placements/outcomes', label: 'Outcomes' }, { to: '/placements/subsidies', label: 'Subsidies' }]
    : [];
  return <SectionNav label="Placements" places={[{ to: '/placements', label: 'Opportunities' }, { to: '/placements/interest', label: 'Interest' }, ...placed, { to: '/placements/figures', label: 'Figures' }, { to: '/placements/programmes', label: 'Programmes' }]} />;
}
