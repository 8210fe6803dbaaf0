import type { Locator, Page } from '@playwright/test'
import { ask } from '../support/api.ts'
import { type DevFile, startHub } from '../support/hub.ts'
import { type Invited, sendPulse } from '../support/invite.ts'
import { moveClock } from '../support/mail.ts'
import { member } from '../support/member.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { unique } from '../support/staff.ts'
import { expect, test as base } from '../support/test.ts'

/** A hub that sends by SMTP to a server of the test. */
const test = base.extend<object, { mail: MailServer; sending: Awaited<ReturnType<typeof startHub>> }>({
  mail: [async ({}, use) => {
    const mail = await startMailServer()
    await use(mail)
    await mail.stop()
  }, { scope: 'worker' }],

  sending: [async ({ mail }, use) => {
    const sending = await startHub({ HUB_TRUSTED_DOCUMENTS: 'true', HUB_SMTP_URL: mail.url })
    await use(sending)
    await sending.stop()
  }, { scope: 'worker' }],

  hub: async ({ sending }, use) => { await use(sending.dev) },
})

/** Moves the clock on, day by day, until that is so: surveys go out on Tuesdays to Thursdays. */
async function until(hub: DevFile, done: () => boolean) {
  for (let days = 0; days < 14 && !done(); days++) {
    const { today } = await ask<{ today: string }>(hub, '{ today }')
    await moveClock(hub, { date: new Date(Date.parse(today) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10), time: '10:00' })
  }
  await expect.poll(done).toBe(true)
}

async function pressByKeyboard(page: Page, button: Locator) {
  await expect(button).toBeVisible()
  for (let n = 0; n < 80 && !(await button.evaluate((element) => element === document.activeElement)); n++) await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
}

test('of messages that may have arrived a person sends one again and leaves the other', async ({ page, hub, mail, signIn, expectAccessible }) => {
  const [again, left, arrived] = (await sendPulse(hub, 3)) as [Invited, Invited, Invited]
  mail.lose(again.email)
  mail.lose(left.email)
  const nameOf = async ({ employer }: Invited) =>
    (await ask<{ employer: { name: string } }>(hub, 'query($id: ID!) { employer(id: $id) { name } }', { id: employer })).employer.name
  const rowOf = async (one: Invited) => page.getByRole('row').filter({ hasText: await nameOf(one) })
  await until(hub, () => mail.lost(again.email) + mail.lost(left.email) === 2 && mail.took(arrived.email).length === 1)

  await signIn('Martin Oldroyd')
  await page.goto('/diagnostics')
  const uncertain = page.getByRole('navigation', { name: 'Diagnostics' }).getByRole('link', { name: /^Uncertain messages/ })
  await expect(uncertain).toHaveText('Uncertain messages 2')
  await uncertain.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uncertain messages')
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(await rowOf(again)).toContainText('the line broke')
  await expect(await rowOf(arrived)).toHaveCount(0)
  await expectAccessible()

  await pressByKeyboard(page, (await rowOf(again)).getByRole('button', { name: 'Send again to Jo Swann' }))
  await expect(await rowOf(again)).toHaveCount(0)
  await expect(uncertain).toHaveText('Uncertain messages 1')
  await until(hub, () => mail.took(again.email).length > 0)
  expect(mail.took(again.email)[0]).toContain('Subject:')

  await pressByKeyboard(page, (await rowOf(left)).getByRole('button', { name: 'Leave it: the message to Jo Swann' }))
  await expect(page.getByText('No message is uncertain')).toBeVisible()
  await expect(uncertain).toHaveText('Uncertain messages')
  await expectAccessible()
  await moveClock(hub, { by: 'hour' })
  expect(mail.took(left.email)).toHaveLength(0)
  expect(mail.took(again.email)).toHaveLength(1)
})

test('an invitation to a meeting that may have arrived stands in the same list, and is sent again', async ({ page, hub, mail, signIn, expectAccessible }) => {
  const person = unique('Cora Dale')
  const { email } = await member(hub, person)
  mail.lose(email)
  const { networks, today } = await ask<{ networks: { id: string }[]; today: string }>(hub, '{ today networks { id } }')
  const day = new Date(Date.parse(today) + 60 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const title = unique('Skills')
  await ask(hub, `mutation($network: ID!, $title: String!, $starts: DateTime!, $ends: DateTime!) {
    callMeeting(input: {networkId: $network, title: $title, place: "Magna", startsAt: $starts, endsAt: $ends}) { userErrors { message } }
  }`, { network: networks[0]!.id, title, starts: `${day}T10:00:00Z`, ends: `${day}T12:00:00Z` })
  await until(hub, () => mail.lost(email) === 1)

  await signIn('Martin Oldroyd')
  await page.goto('/diagnostics/uncertain')
  const row = page.getByRole('row').filter({ hasText: title })
  // The token that called the meeting is of the same organisation.
  await expect(row.getByRole('link', { name: title })).toBeVisible()
  await expectAccessible()
  await pressByKeyboard(page, row.getByRole('button', { name: `Send again to ${person}` }))
  await expect(row).toHaveCount(0)
  await until(hub, () => mail.took(email).length > 0)
  expect(mail.took(email)[0]).toContain('Subject: Invitation')
})
