import type { Locator, Page } from '@playwright/test'
import { Production } from '../support/openid.ts'
import { unique } from '../support/staff.ts'
import { expect, test as base } from '../support/test.ts'

/** Tests with a hub as in production, whose people have accounts at a real OpenID provider. */
const test = base.extend<{ production: Production; colleague: (groups?: string[]) => Promise<{ email: string; name: string }> }>({
  production: async ({ hub }, use) => {
    const production = await Production.start(hub)
    await use(production)
    await production.stop()
  },

  baseURL: async ({ production }, use) => { await use(production.url) },

  /** Makes an account up, by default one whose group lets it in as engagement staff of the council. */
  colleague: async ({ production }, use) => {
    await use(async (groups) => {
      const name = unique('Ola Bright')
      const email = `${name.toLowerCase().replace(/ /g, '.')}@council.example`
      const staff = unique('engagement')
      await production.setGroup(staff, ['ENGAGEMENT'])
      await production.set({ email, name, verified: true, groups: groups ?? [staff] })
      return { email, name }
    })
  },
})

const button = (page: Page) => page.getByRole('link', { name: 'Sign in with your work account' })
const atProvider = (page: Page) => page.getByRole('heading', { name: 'Work account' })

async function give(page: Page, email: string) {
  await expect(atProvider(page)).toBeVisible()
  await page.getByLabel('E-mail').fill(email)
  await page.keyboard.press('Enter')
}

async function signInWithProvider(page: Page, email: string) {
  await button(page).press('Enter')
  await give(page, email)
}

async function openAccount(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: `Account of ${name}` }).press('Enter')
  return page.getByRole('menu')
}

test('a colleague signs in, has what the groups of now give, and signs out at the provider too', async ({ page, production, colleague, expectAccessible }) => {
  await production.startProvider()
  const { email, name } = await colleague()

  await page.goto('/employers')
  await expect(button(page)).toBeVisible()
  await expectAccessible()
  await signInWithProvider(page, email)
  await expect(page).toHaveURL(/\/employers/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Employers')
  const account = await openAccount(page, name)
  await expect(account).toContainText('Rotherham Council · Engagement')
  await expect(page.getByRole('button', { name: 'Log interaction' })).toBeAttached()

  const analysts = unique('analysts')
  await production.setGroup(analysts, ['ANALYST'])
  await production.set({ email, name, verified: true, groups: [analysts] })
  await account.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
  await expect(button(page)).toBeVisible()
  await signInWithProvider(page, email) // who is asked again, since the provider's session has ended as well
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Today')
  await expect(await openAccount(page, name)).toContainText('Rotherham Council · Analyst')
  await expect(page.getByRole('button', { name: 'Log interaction' })).toHaveCount(0)
})

test('production has no way in for development', async ({ page, production }) => {
  const options = await page.request.get('/auth/options')
  expect(await options.json()).toEqual({ oidc: { label: 'Sign in with your work account' } })
  const signIn = await page.request.post('/auth/development', { data: { userId: 'user_0190f0f0-0000-7000-8000-000000000000' } })
  const inbox = await page.request.get(`${production.url}/dev/inbox`)
  expect([signIn.status(), inbox.status()]).toEqual([404, 404])
})

test('an account that belongs to nobody is told whom to ask, and may be another one next time', async ({ page, production, colleague, expectAccessible }) => {
  await production.startProvider()
  const stranger = await colleague([unique('some other group')])
  const { email, name } = await colleague()

  await page.goto('/employers?q=steel')
  await signInWithProvider(page, stranger.email)
  await expect(page.getByRole('alert')).toContainText('This account has no access to the hub')
  await expect(page.getByRole('alert')).toContainText('Ask an administrator of the hub')
  await expectAccessible()

  await signInWithProvider(page, email) // the provider remembers the stranger, and asks all the same
  await expect(page).toHaveURL(/\/employers\?q=steel/)
  await openAccount(page, name)
})

test('an address that the provider does not vouch for lets nobody in, and breaking off changes nothing', async ({ page, production, colleague }) => {
  await production.startProvider()
  const { email, name } = await colleague()
  await production.set({ email, name, verified: false, groups: [] })

  await page.goto('/')
  await signInWithProvider(page, email)
  await expect(page.getByRole('alert')).toContainText('Your e-mail address is not confirmed')

  await button(page).press('Enter')
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByRole('alert')).toContainText('You are not signed in')
})

test('an answer to another attempt does not count', async ({ page, context, production, colleague }) => {
  await production.startProvider()
  const { email } = await colleague()

  await page.goto('/auth/oidc/callback?code=stolen&state=GUESSEDGUESSEDGUESSED')
  await expect(page.getByRole('alert')).toContainText('This sign-in does not count any more')

  await button(page).press('Enter')
  await expect(atProvider(page)).toBeVisible()
  const attempt = (await context.cookies(`${production.url}/auth/oidc`)).find(({ name }) => name.startsWith('hub_sign_in_'))!
  const kept = JSON.parse(Buffer.from(attempt.value, 'base64url').toString()) as { Nonce: string }
  await context.addCookies([{ ...attempt, value: Buffer.from(JSON.stringify({ ...kept, Nonce: 'of another attempt' })).toString('base64url') }])
  await give(page, email)
  await expect(page.getByRole('alert')).toContainText('Signing in does not work at the moment')

  await page.goto('/employers')
  await expect(button(page)).toBeVisible() // and nobody is signed in
})

test('a provider that is down is told, and the hub finds it when it is back', async ({ page, production, expectAccessible }) => {
  await page.goto('/employers')
  await button(page).press('Enter')
  await expect(page.getByRole('alert')).toContainText('Signing in does not work at the moment')
  await expectAccessible()

  await production.startProvider()
  await button(page).press('Enter')
  await expect(atProvider(page)).toBeVisible()
})

test('nothing that was typed is lost when a session ends, whether it was idle or too old', async ({ page, context, production, colleague, expectAccessible }) => {
  await production.startProvider()
  const { email, name } = await colleague()
  await page.goto('/employers?add')
  await signInWithProvider(page, email)
  const dialog = page.getByRole('dialog', { name: 'Add employer' })
  const employer = unique('Session Steel')
  await dialog.getByLabel('Name').fill(employer)

  production.sql(`UPDATE session SET expires_at = now() WHERE user_id = (SELECT id FROM hub_user WHERE email = $1)`, email)
  await dialog.getByRole('button', { name: 'Add employer' }).press('Enter')

  const again = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(again).toContainText('Nothing you typed is lost')
  await expectAccessible()
  const opened = context.waitForEvent('page')
  await button(page).press('Enter')
  const tab = await opened
  await expect.poll(() => tab.isClosed()).toBe(true) // the provider still knew who it was, and the tab has done its work
  await expect(again).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(employer) // what could not be sent was sent

  production.sql(`UPDATE session SET created_at = now() - interval '8 days', used_at = now() - interval '2 minutes' WHERE user_id = (SELECT id FROM hub_user WHERE email = $1)`, email)
  await page.reload() // the last request that counts: from now on it is older than sessions get
  await page.reload()
  await expect(button(page)).toBeVisible()
  await button(page).press('Enter')
  await openAccount(page, name)
})

test('an administrator signs somebody out at once, in open windows too', async ({ page, browser, hub, production, colleague }) => {
  await production.startProvider()
  const { email, name } = await colleague()
  await page.goto('/employers?add')
  await signInWithProvider(page, email)
  const dialog = page.getByRole('dialog', { name: 'Add employer' })
  const employer = unique('Revoked Steel')
  await dialog.getByLabel('Name').fill(employer)
  const closed = page.evaluate(() => new Promise<number>((resolve) => {
    const socket = new WebSocket(`ws://${window.location.host}/graphql`, 'graphql-transport-ws')
    socket.onopen = () => { socket.send('{"type":"connection_init"}') }
    socket.onmessage = ({ data }) => { if (String(data).includes('connection_ack')) document.title = 'connected' }
    socket.onclose = ({ code }) => { resolve(code) }
  }))
  await expect(page).toHaveTitle('connected')

  const office = await browser.newContext({ baseURL: hub.url })
  const administrator = await office.newPage()
  await office.request.post('/auth/development', { data: { userId: hub.users.find((one) => one.name === 'Tom Wragg')?.id } })
  await administrator.goto(`/settings/users?q=${encodeURIComponent(name)}`)
  await administrator.getByRole('button', { name: `Change ${name}` }).press('Enter')
  await administrator.getByRole('button', { name: 'Sign out everywhere' }).press('Enter')
  await expect(administrator.getByRole('status')).toContainText('Signed out of 1 browser')
  await office.close()

  expect(await closed).toBe(4403)
  await dialog.getByRole('button', { name: 'Add employer' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
  await expect(dialog.getByLabel('Name')).toHaveValue(employer)
})
