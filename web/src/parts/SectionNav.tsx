import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import classes from './SectionNav.module.css';

/** The screens of one place, and which of them this is. The first address stands for itself alone. */
export function SectionNav({ label, places }: { label: string; places: { to: string; label: string; beside?: ReactNode }[] }) {
  return (
    <nav aria-label={label} className={classes.sections}>
      {places.map(({ to, label: name, beside }, index) => (
        <NavLink key={to} to={to} end={index === 0} className={classes.section ?? ''}>{name}{beside && <>{' '}{beside}</>}</NavLink>
      ))}
    </nav>
  );
}
