import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Fact.module.css';

/** A label with what it stands for, and perhaps a way to change it. */
export function Fact({ label, action, wide, children }: {
  label: string;
  action?: ReactNode;
  /** What it stands for needs the whole width, below the label. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.fact} data-wide={wide}>
      <dt>{label}</dt>
      <Group component="dd" gap={4} justify="space-between" wrap="nowrap" align="start"><div className={classes.value}>{children}</div>{action}</Group>
    </div>
  );
}
