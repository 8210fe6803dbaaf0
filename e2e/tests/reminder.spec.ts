import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { type Invited, sendPulse } from '../support/invite.ts'
import { firstLetterTo, lettersTo, linkIn, moveClock, moveClockTo } from '../support/mail.ts'
import { expect, test } from '../support/test.ts'

const minute = 60_000

/** When an employer is reminded next, and where the invitation stands. */
async function invitation(hub: DevFile, one: Invited) {
  const { employer } = await ask<{ employer: { invitations: { nodes: { state: string; nextReminderAt: string | null; campaign: { closesOn: string } }[] } } }>(
    hub, 'query($id: ID!) { employer(id: $id) { invitations { nodes { state nextReminderAt campaign { closesOn } } } } }', { id: one.employer },
  )
  return employer.invitations.nodes[0]!
}

test('exactly those who have not answered are reminded, when their reminder is due', async ({ page, hub }) => {
  const all = await sendPulse(hub, 4)
  const [answers, declines, objects, waits] = all as [Invited, Invited, Invited, Invited]
  await firstLetterTo(hub, waits.email)
  const letters = async () => (await Promise.all(all.map((one) => lettersTo(hub, one.email)))).map((some) => some.length)
  const open = async (one: Invited, path = '') => page.goto(await linkIn(hub, (await lettersTo(hub, one.email))[0]!) + path)

  await open(answers)
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByLabel('We are not hiring').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('How many vacancies').fill('0')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('About the same').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('About the same').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('Nothing, thank you').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await open(declines, '/not-now')
  await page.getByRole('main').getByRole('button').click()
  await open(objects, '/not-for-me')
  await page.getByRole('main').getByRole('button').click()
  expect((await Promise.all(all.map((one) => invitation(hub, one)))).map(({ state }) => state)).toEqual(['SUBMITTED', 'DECLINED', 'OBJECTED', 'OPEN'])

  for (const reminder of [1, 2]) {
    const { nextReminderAt } = await invitation(hub, waits)
    const due = Date.parse(nextReminderAt!)
    await moveClockTo(hub, new Date(due - minute))
    expect(await letters()).toEqual([1, 1, 1, reminder])
    await moveClockTo(hub, new Date(due + minute))
    expect(await letters()).toEqual([1, 1, 1, reminder + 1])
  }

  const { nextReminderAt, campaign } = await invitation(hub, waits)
  expect(nextReminderAt).toBeNull()
  await moveClockTo(hub, new Date(Date.parse(campaign.closesOn) + 48 * 60 * minute))
  expect(await letters()).toEqual([1, 1, 1, 3])
  expect((await invitation(hub, waits)).state).toBe('CLOSED')
  await open(waits)
  await expect(page.getByRole('main')).not.toContainText('Start now')
})

test('the inbox and the clock of a development hub', { tag: '@phone' }, async ({ page, hub, expectAccessible }) => {
  const [one] = await sendPulse(hub, 1) as [Invited]
  await firstLetterTo(hub, one.email)

  await page.goto('/dev/inbox')
  await page.getByLabel('Address').fill(one.email)
  await page.getByRole('button', { name: 'Search' }).click()
  await expectAccessible()
  await page.getByRole('link', { name: /^Skills at Don Valley Castings/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2 minutes')
  await expectAccessible('iframe')
  await page.frameLocator('iframe').getByRole('link', { name: /^Answer until/ }).click()
  await expect(page).toHaveTitle('Skills pulse – Rotherham Council')

  await page.goto('/dev/clock')
  await expect(page.getByRole('table')).toContainText('Jo Swann')
  await expectAccessible()
  await page.getByLabel('Date').fill('')
  await page.getByRole('button', { name: 'Move the clock' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter a date and a time')
  await expectAccessible()
  await page.getByRole('button', { name: 'A day on' }).click()
  await expect(page.getByRole('region', { name: 'Important' })).toContainText(/Sent: \d+/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

test.afterAll(async ({ hub }) => { await moveClock(hub, { by: 'real' }) })
