import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Fact.module.css';

/** A label with what it stands for, and perhaps a way to change it. */
export function Fact({ label, action, children }: { label: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <Group component="dd" gap={4} justify="space-between" wrap="nowrap" align="start"><div>{children}</div>{action}</Group>
    </div>
  );
}
