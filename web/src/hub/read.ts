import { useCallback, useState } from 'react';
import { type AnyVariables, type CombinedError, type OperationContext, useQuery, type UseQueryArgs } from 'urql';

/** What is known of an answer: what was read last stays while it is read again, and when that fails. */
export interface Reading<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  /** An answer to these variables is on its way. */
  fetching: boolean;
}

/** For a list that may be empty and so names no type: it is read again after a change of a record of this type. */
export const changesWith = (type: string): Partial<OperationContext> => ({ additionalTypenames: [type] });

/** Reads, and gives the way to read again from the hub. */
export function useRead<Data, Variables extends AnyVariables>(args: UseQueryArgs<Variables, Data>): [Reading<Data>, again: () => void] {
  const [{ data, error, fetching, stale, operation }, execute] = useQuery<Data, Variables>(args);
  // Half an answer is none: the null in it may be a failure. What was read before with the same variables is worth more.
  const [last, setLast] = useState<{ key: number | undefined; data: Data }>();
  if (!error && data !== undefined && last?.data !== data) setLast({ key: operation?.key, data });
  const kept = last?.key === operation?.key ? last?.data : undefined;
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  return [{ data: error ? kept : data, error, fetching: fetching || stale }, again];
}
