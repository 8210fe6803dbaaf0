import { NumberInput, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { DayInput } from '../../../parts/DayInput';
import type { Size } from './size';

/** A headcount with the day from which it holds. */
export default function SizeInput({ value, error, problemField, onChange, today, ...props }: {
  'aria-label': string;
  'data-autofocus': true;
  size: 'xs';
  value: Size;
  error: string | undefined;
  problemField: string | undefined;
  onChange: (size: Size) => void;
  today: string;
}) {
  // It comes after the editor has opened, so that found nothing to give the focus to.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const ofDay = problemField === 'headcountFrom';
  return (
    <Stack gap={6} ref={box}>
      <NumberInput {...props} value={value.headcount} error={ofDay ? undefined : error} min={0} allowDecimal={false} hideControls thousandSeparator=","
        onChange={(typed) => onChange({ ...value, headcount: typeof typed === 'number' ? typed : '' })} />
      <DayInput aria-label="Since" size="xs" placeholder="Since today" clearable today={today} maxDate={today} value={value.from} error={ofDay ? error : undefined} onChange={(from) => onChange({ ...value, from })} />
    </Stack>
  );
}
