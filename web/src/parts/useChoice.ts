import { useSearchParams } from 'react-router';

/** Writes one word of the address; nothing takes it away. */
export function useSetParam(): (name: string, value: string | null) => void {
  const [, setParams] = useSearchParams();
  return (name, value) =>
    setParams((now) => {
      const changed = new URLSearchParams(now);
      if (value === null) changed.delete(name);
      else changed.set(name, value);
      return changed;
    }, { replace: true });
}

/** One choice of a list that is kept in the address; what the address says and the list does not know is no choice. */
export function useChoice<Value extends string>(name: string, known: Record<Value, unknown>): [Value | null, (value: string | null) => void] {
  const [params] = useSearchParams();
  const set = useSetParam();
  const value = params.get(name);
  const chosen = value !== null && value in known ? (value as Value) : null;
  return [chosen, (next) => set(name, next)];
}
