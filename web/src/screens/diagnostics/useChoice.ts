import { useSearchParams } from 'react-router';

/** One choice of a list that is kept in the address; what the address says and the list does not know is no choice. */
export function useChoice<Value extends string>(name: string, known: Record<Value, unknown>): [Value | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const value = params.get(name);
  const chosen = value !== null && value in known ? (value as Value) : null;
  const choose = (next: string | null) =>
    setParams((now) => {
      const changed = new URLSearchParams(now);
      if (next) changed.set(name, next);
      else changed.delete(name);
      return changed;
    }, { replace: true });
  return [chosen, choose];
}
