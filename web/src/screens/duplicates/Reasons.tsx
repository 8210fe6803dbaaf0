import { Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { ReasonFactsFragment } from '../../gql/graphql';
import classes from './Duplicates.module.css';

/** What speaks for two records being one employer, and what against it; the weightiest first. */
export function Reasons({ reasons }: { reasons: ReasonFactsFragment[] }) {
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ field, text, speaks }) => (
        <li key={field}>
          {speaks ? <IconPlus size={14} aria-label="For:" /> : <IconMinus size={14} aria-label="Against:" />} <Text span inherit c={speaks ? undefined : 'dimmed'}>{text}</Text>
        </li>
      ))}
    </ul>
  );
}
