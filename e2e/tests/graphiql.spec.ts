import { startHub } from '../support/hub.ts'
import { expect, test as base } from '../support/test.ts'

/** A hub that lets browsers send any operation, as one is by itself. */
const test = base.extend<object, { open: Awaited<ReturnType<typeof startHub>> }>({
  open: [async ({}, use) => {
    const open = await startHub({})
    await use(open)
    await open.stop()
  }, { scope: 'worker' }],

  hub: async ({ open }, use) => { await use(open.dev) },
})

test('GraphiQL comes from the hub alone, runs an operation and knows the schema', async ({ page, hub, signIn }) => {
  const elsewhere: string[] = []
  const refused: string[] = []
  page.on('request', (request) => { if (!request.url().startsWith(hub.url) && !request.url().startsWith('data:')) elsewhere.push(request.url()) })
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) refused.push(message.text()) })
  await signIn(hub.users[0]!.name)

  await page.goto('/graphiql')
  await expect(page.locator('.graphiql-query-editor')).toContainText('employers')
  await page.getByRole('button', { name: /execute query/i }).click()
  await expect(page.locator('.result-window')).toContainText('"employers"')
  await page.getByRole('button', { name: /documentation explorer/i }).click()
  await expect(page.getByText('Subscription').first()).toBeVisible()

  expect(elsewhere).toEqual([])
  expect(refused).toEqual([])
})

test('GraphiQL sends strangers to the sign-in screen', async ({ page, hub }) => {
  await page.goto('/graphiql')

  expect(page.url()).toBe(`${hub.url}/`)
})
