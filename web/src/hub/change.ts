import { useRef } from 'react';
import { type AnyVariables, type OperationResult, type TypedDocumentNode, useMutation } from 'urql';

/**
 * Makes a change. What a person means to do once is sent with one Idempotency-Key: pressing the button again after the line broke
 * sends the same key, so the hub acts once; anything typed differently, or done again after an answer, is a new intent.
 */
export function useChange<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): [change: (variables: Variables) => Promise<OperationResult<Data, Variables>>, busy: boolean] {
  const [{ fetching }, execute] = useMutation(document);
  const intent = useRef<{ body: string; key: string }>(null);

  async function change(variables: Variables) {
    const body = JSON.stringify(variables);
    if (intent.current?.body !== body) intent.current = { body, key: crypto.randomUUID() };
    const result = await execute(variables, { fetchOptions: changeOptions(intent.current.key) });
    if (!result.error) intent.current = null;
    return result;
  }
  return [change, fetching];
}

const changeOptions = (key: string): RequestInit => ({
  headers: { accept: 'application/graphql-response+json, application/json', 'Idempotency-Key': key },
});
