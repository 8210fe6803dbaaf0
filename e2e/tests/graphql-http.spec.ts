import { serverAudits } from 'graphql-http'
import { runningHub } from '../support/hub.ts'
import { expect, test } from '../support/test.ts'

const audits = serverAudits({
  url: () => `${runningHub().url}/graphql`,
  fetchFn: (url: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${runningHub().adminToken}`) // some audits read the schema
    return fetch(url, { ...init, headers })
  },
})

test('there are as many audits of GraphQL over HTTP as when this was written, or more', () => {
  expect(audits.length).toBeGreaterThanOrEqual(61)
})

for (const audit of audits) {
  test(`GraphQL over HTTP ${audit.id}: ${audit.name}`, async () => {
    const result = await audit.fn()

    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok')
  })
}
