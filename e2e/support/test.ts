import { test as base, expect, type Page } from '@playwright/test'
import axe from 'axe-core'
import { type DevFile, runningHub } from './hub.ts'
import { phone } from './phone.ts'

/** A test that knows the hub it runs against. A test with the tag @phone is gone through at phone width too. */
export const test = base.extend<{
  hub: DevFile
  signIn: (name: string) => Promise<void>
  expectAccessible: (except?: string) => Promise<void>
}>({
  hub: async ({}, use) => { await use(runningHub()) },

  baseURL: async ({ hub }, use) => { await use(hub.url) },

  /** Gives the browser a session of the user of that name, without the screen. */
  signIn: async ({ page, hub }, use) => {
    await use(async (name) => {
      const user = hub.users.find((one) => one.name === name)
      const response = await page.request.post('/auth/development', { data: { userId: user?.id } })
      expect(response.ok(), `sign-in as ${name}`).toBe(true)
    })
  },

  /** Fails if axe finds a fault in the page as it is now, or the page does not fit a phone; but for what a selector excepts: frames without scripts cannot be looked into. */
  expectAccessible: async ({ page }, use) => {
    await use(async (except) => {
      await expect(page.locator('h1').first(), 'the heading that a screen has once it is there').toBeAttached()
      // A menu or dialog that is on its way out is neither there nor gone.
      await page.waitForFunction(() =>
        document.getAnimations().every((each) => !(each instanceof CSSTransition)) &&
        [...document.querySelectorAll('[role=menu]')].every((menu) => menu.querySelector('[role=menuitem]')))
      expect(await faults(page, except)).toEqual([])
      await expectFitsPhone(page)
    })
  },
})

/** What axe finds fault with, each with its places. */
async function faults(page: Page, except?: string): Promise<string[]> {
  // Once in each document: axe is as large as the front end.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source)
  return page.evaluate(async (except) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(except ? { exclude: [except] } : document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      iframes: false, // those of the hub run no scripts
      preload: { assets: ['media'] }, // none of these rules looks at style sheets, which take a fifth of the time to read
    })
    return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).join(' ')}`)
  }, except)
}

/** Fails if the page as it is now would be wider than a phone. */
async function expectFitsPhone(page: Page) {
  const size = page.viewportSize()
  if (!size || size.width <= phone.width) return
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement | null)
  await page.setViewportSize(phone)
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  await expect.poll(width, { message: 'width on a phone', timeout: 3000, intervals: [20, 50, 100] }).toBeLessThanOrEqual(phone.width)
  await page.setViewportSize(size)
  await focused.evaluate((element) => { if (element !== document.activeElement) element?.focus() }) // what is hidden on a phone lost it
}

export { expect }
