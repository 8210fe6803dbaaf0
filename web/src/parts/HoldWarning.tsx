import { Alert, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import type { HoldReason } from '../gql/graphql';
import { longDay } from '../words/date';
import { holdReason } from '../words/label';

/** What is known of a hold wherever somebody is about to have an employer contacted. */
export interface Held {
  until: string;
  reason: HoldReason;
  note: string | null;
}

/** Warns before somebody contacts an employer that is on hold, or has another partner do so; nothing where it is not. */
export function HoldWarning({ hold }: { hold: Held | null }) {
  if (!hold) return null;
  return (
    <Alert color="orange" variant="light" py="xs" icon={<IconHandStop size={18} aria-hidden />} title={<Text size="sm" fw={600} c="orange.9" span>On hold until {longDay(hold.until)}: {holdReason[hold.reason].toLowerCase()}</Text>}>
      <Text size="sm">Do not get in touch before then.{hold.note && ` ${hold.note}`}</Text>
    </Alert>
  );
}
