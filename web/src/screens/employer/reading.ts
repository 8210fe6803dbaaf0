import { useState } from 'react';
import type { Problem } from '../../hub/trouble';
import { all } from '../../words/count';

interface Versioned {
  id: string;
  version: number;
}

/** What a form tells when somebody else changed the record since it was opened; undefined where nobody did. */
export function staleWords<Row extends Versioned>(read: Row, now: Row, labels: Partial<Record<keyof Row, string>>): string | undefined {
  if (now.version === read.version) return undefined;
  const changed = (Object.keys(labels) as (keyof Row)[]).filter((key) => JSON.stringify(read[key]) !== JSON.stringify(now[key]));
  const what = changed.map((key) => {
    const value = now[key];
    return `${labels[key] ?? ''} is now ${value === null || value === '' ? 'empty' : String(value)}`;
  });
  return `Somebody changed this meanwhile${what.length > 0 ? `: ${all(what)}` : ''}. What you typed is still here: save again to keep it.`;
}

/**
 * The reading of a record that a form began from. After a conflict the newer one takes its place, so that saving again wins
 * knowingly; until then a reading that arrives in the background must not hide the conflict.
 */
export function useReading<Row extends Versioned>(row: Row) {
  const [read, setRead] = useState<Versioned & Partial<Row>>(row);
  function conflict(now: (Versioned & Partial<Row>) | null | undefined, labels: Partial<Record<keyof Row, string>>): Problem[] | undefined {
    const message = now ? staleWords(read, now, labels) : undefined;
    if (!now || !message) return undefined;
    setRead(now);
    return [{ field: '', message }];
  }
  return [read, conflict] as const;
}
