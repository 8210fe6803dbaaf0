import { Anchor, Group } from '@mantine/core';
import { NavLink } from 'react-router';
import { useMay } from '../../shell/viewer';
import classes from './DiagnosticsNav.module.css';

/** The parts of Diagnostics, as links. */
export function DiagnosticsNav() {
  const may = useMay();
  const parts = [
    { to: '/diagnostics', label: 'Campaigns' },
    ...(may('READ_ANSWERS') ? [{ to: '/diagnostics/responses', label: 'Responses' }] : []),
    { to: '/diagnostics/uncertain', label: 'Uncertain messages' },
    { to: '/diagnostics/texts', label: 'Texts' },
  ];
  return (
    <Group component="nav" gap="lg" aria-label="Diagnostics" className={classes.parts}>
      {parts.map(({ to, label }) => <Anchor key={to} component={NavLink} to={to} end size="sm" className={classes.part}>{label}</Anchor>)}
    </Group>
  );
}
