import type { DevFile } from './hub.ts'

/** Asks the API with every role, and fails if it does not answer. */
export async function ask<T>(hub: DevFile, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${hub.adminToken}` },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json() as { data: T; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}
