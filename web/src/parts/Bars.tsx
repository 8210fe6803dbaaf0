import { Text } from '@mantine/core';
import classes from './Bars.module.css';

const height = 120;

export interface Bar {
  key: string;
  /** How high it is, and what stands above it. */
  n: number;
  words: string;
  /** What stands below it. */
  label: string;
  title: string;
}

/** Where there is no room for all bars, the latest are seen first. */
function showLatest(bars: HTMLDivElement | null) {
  if (bars) bars.scrollLeft = bars.scrollWidth;
}

/** Bars for the eye, against the highest or what most says. Everybody else reads the table beside them. */
export function Bars({ bars, most = Math.max(...bars.map(({ n }) => n)) }: { bars: Bar[]; most?: number }) {
  return (
    <div ref={showLatest} className={classes.bars} aria-hidden>
      {bars.map(({ key, n, words, label, title }) => (
        <div key={key} className={classes.bar} title={title}>
          <Text size="xs">{words}</Text>
          <svg width="100%" height={Math.max(2, (n / most) * height)}><rect width="100%" height="100%" fill="var(--mantine-color-teal-8)" /></svg>
          <Text size="xs" c="dimmed" ta="center">{label}</Text>
        </div>
      ))}
    </div>
  );
}
