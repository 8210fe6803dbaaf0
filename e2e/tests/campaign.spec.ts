import type { Locator, Page } from '@playwright/test'
import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { invite } from '../support/invite.ts'
import { firstLetterTo, lettersTo, moveClock, moveClockTo } from '../support/mail.ts'
import { addEmployer, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

const minute = 60_000

/** Presses Tab until that has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let n = 0; n < 80; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key does not reach ${target}`)
}

async function press(page: Page, name: string | RegExp) {
  await tabTo(page, page.getByRole('button', { name }))
  await page.keyboard.press('Enter')
}

/** When the one employer of a campaign is reminded next; null for no more. */
async function nextReminder(hub: DevFile, campaign: string): Promise<string | null> {
  const found = await ask<{ campaign: { invitations: { nodes: { nextReminderAt: string | null }[] } } }>(
    hub, 'query($id: ID!) { campaign(id: $id) { invitations { nodes { nextReminderAt } } } }', { id: campaign },
  )
  return found.campaign.invitations.nodes[0]!.nextReminderAt
}

/** When the next reminder goes out; it is planned a moment after the letter before it has arrived. */
async function plannedReminder(hub: DevFile, campaign: string): Promise<number> {
  await expect.poll(() => nextReminder(hub, campaign)).not.toBeNull()
  return Date.parse((await nextReminder(hub, campaign))!)
}

const figure = (page: Page, label: string) => page.getByText(label, { exact: true }).locator('..')

test('a campaign is set up by keyboard, watched live, paused, resumed and closed', async ({ page, hub, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const family = unique('Wickersley')
  const email = `ada@${family.replace(' ', '-').toLowerCase()}.example`
  await addEmployer(page, `${family} Bakery`, { legalForm: 'PRIVATE_LIMITED', person: { name: 'Ada Holt', email, function: 'OWNER' } })
  await addEmployer(page, `${family} Joinery`, { legalForm: 'PRIVATE_LIMITED' })
  await page.goto(`/employers?q=${encodeURIComponent(family)}`)
  await page.getByRole('checkbox', { name: `Choose ${family} Bakery` }).check()
  await page.getByRole('checkbox', { name: `Choose ${family} Joinery` }).check()
  await press(page, 'Add to campaign')
  await expect(page.getByRole('menuitem', { name: 'New campaign' })).toBeFocused()
  await expectAccessible()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'What', exact: true })).toBeVisible()
  await expectAccessible()
  await tabTo(page, page.getByLabel('Name for staff'))
  await page.keyboard.type(family)
  await press(page, 'Continue')
  await expect(page.getByRole('heading', { name: 'Who', exact: true })).toBeFocused()
  await expect(page.getByText('2 chosen employers')).toBeVisible()
  await expectAccessible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Who', exact: true })).toBeVisible()
  await press(page, 'Continue')
  await expect(page.getByRole('heading', { name: 'When', exact: true })).toBeFocused()
  await expectAccessible()
  await press(page, 'Continue')
  await expect(page.getByRole('heading', { name: 'Words', exact: true })).toBeFocused()
  await press(page, 'Write other words: Invitation')
  await tabTo(page, page.getByRole('region', { name: 'Invitation', exact: true }).getByLabel('Subject'))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('What does {employer} need?')
  await press(page, 'Show what it says')
  await expect(page.getByRole('status').filter({ hasText: 'need?' })).toBeVisible()
  await expectAccessible()
  await press(page, 'Continue')
  await expect(page.getByRole('heading', { name: 'Check', exact: true })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Who gets it', exact: true })).toContainText(`Ada Holt, ${family} Bakery`)
  await expect(page.getByRole('region', { name: 'Who does not get it' })).toContainText(`${family} Joinery`)
  await expectAccessible()
  await press(page, 'Launch: ask 1 employer')

  await expect(page.getByRole('heading', { level: 1 })).toContainText(family)
  await expect(page.getByRole('status').filter({ hasText: 'Running' })).toBeVisible()
  await expectAccessible()
  const campaign = page.url().split('/').pop()!
  await firstLetterTo(hub, email)
  await expect(figure(page, 'Invitations sent')).toContainText('1')
  await page.getByRole('tab', { name: 'Messages' }).click()
  await expect(page.getByRole('tabpanel')).toContainText(`What does ${family} Bakery need?`)
  await expectAccessible()
  await page.getByRole('tab', { name: /^Left out/ }).click()
  await expect(page.getByRole('tabpanel').getByRole('row')).toHaveCount(2)
  await tabTo(page, page.getByLabel('Why'))
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/why=NO_ADDRESS/)
  await page.reload()
  await expect(page.getByLabel('Why')).toHaveValue('NO_ADDRESS')
  await expect(page.getByRole('tabpanel').getByRole('row').nth(1)).toContainText(`${family} Joinery`)
  await expectAccessible()

  await page.getByRole('button', { name: 'Pause' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('The phones are down')
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The phones are down' })).toBeVisible()
  await expectAccessible()
  const due = await plannedReminder(hub, campaign)
  await moveClockTo(hub, new Date(due + minute))
  expect(await lettersTo(hub, email)).toHaveLength(1)

  await page.getByRole('button', { name: 'Resume' }).click()
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Running' })).toBeVisible()
  await moveClock(hub, { by: 'hour' })
  expect(await lettersTo(hub, email)).toHaveLength(2)
  await moveClockTo(hub, new Date((await plannedReminder(hub, campaign)) + minute))
  expect(await lettersTo(hub, email)).toHaveLength(3)
  await expect.poll(() => nextReminder(hub, campaign)).toBeNull()

  await page.getByRole('button', { name: 'Change' }).click()
  await dialog.getByLabel('Name for staff').fill(`${family} again`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${family} again`)
  await page.getByRole('main').getByRole('button', { name: 'Close', exact: true }).click()
  await expect(dialog).toContainText('cannot be undone')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('status').filter({ hasText: 'Closed' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)
  await expectAccessible()
})

test('a draft is kept as one goes, gone on with elsewhere, added to and discarded', async ({ page, browser, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const family = unique('Kimberworth')
  for (const trade of ['Bakery', 'Joinery']) await addEmployer(page, `${family} ${trade}`, { legalForm: 'PRIVATE_LIMITED' })
  await page.goto(`/employers?q=${encodeURIComponent(family)}`)
  await page.getByRole('checkbox', { name: `Choose ${family} Bakery` }).check()
  await page.getByRole('button', { name: 'Add to campaign' }).click()
  await page.getByRole('menuitem', { name: 'New campaign' }).click()
  await page.getByLabel('Name for staff').fill(family)
  await page.getByRole('combobox', { name: 'What it is' }).click()
  await page.getByRole('option', { name: 'Research' }).click()
  await page.getByLabel('Why it is not marketing').fill('The yearly survey')
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Messages a minute at most').fill('25')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Write other words: Invitation' }).click()
  await page.getByRole('region', { name: 'Invitation', exact: true }).getByLabel('Subject').fill('What does {employer} need?')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Check', exact: true })).toBeFocused()

  const elsewhere = await browser.newContext({ storageState: await page.context().storageState(), baseURL: page.url(), locale: 'en-GB' })
  const there = await elsewhere.newPage()
  await there.goto(`/diagnostics?q=${encodeURIComponent(family)}`)
  await expect(there.getByRole('row', { name: family })).toContainText('Draft')
  await there.getByRole('link', { name: family }).click()
  await expect(there.getByLabel('Why it is not marketing')).toHaveValue('The yearly survey')
  await there.getByRole('button', { name: 'Check' }).click()
  await expect(there.getByText('at most 25 a minute')).toBeVisible()
  await expect(there.getByText('own: Invitation')).toBeVisible()
  await there.getByRole('button', { name: 'What' }).click()
  await there.getByLabel('Why it is not marketing').fill('The survey of 2026')
  await expect(there.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()

  await page.getByRole('button', { name: 'Who' }).click()
  await page.getByLabel('Leave out employers that a partner contacted').fill('7')
  await expect(page.getByRole('alert')).toContainText('changed this draft meanwhile')
  await expectAccessible()
  await page.getByRole('button', { name: 'Show it as it is now' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await page.getByRole('button', { name: 'What' }).click()
  await expect(page.getByLabel('Why it is not marketing')).toHaveValue('The survey of 2026')
  await elsewhere.close()

  await page.goto(`/employers?q=${encodeURIComponent(family)}`)
  await page.getByRole('checkbox', { name: `Choose ${family} Joinery` }).check()
  await page.getByRole('button', { name: 'Add to campaign' }).click()
  await expect(page.getByRole('menuitem', { name: family })).toBeVisible()
  await expectAccessible()
  await page.getByRole('menuitem', { name: family }).click()
  await page.getByRole('link', { name: family, exact: true }).click()
  await expect(page.getByRole('region', { name: 'Who does not get it' })).toContainText(`${family} Bakery, ${family} Joinery`)

  await page.getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByRole('dialog')).toContainText('Nobody was asked yet')
  await expectAccessible()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diagnostics')
  await page.goto(`/diagnostics?q=${encodeURIComponent(family)}`)
  await expect(page.getByText('No campaign fits')).toBeVisible()
})

test('a campaign to nobody, or without its reason, is not launched and says why', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Maltby')
  await addEmployer(page, name, { legalForm: 'PRIVATE_LIMITED' })
  await page.goto(`/employers?q=${encodeURIComponent(name)}`)
  await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
  await page.getByRole('button', { name: 'Add to campaign' }).click()
  await page.getByRole('menuitem', { name: 'New campaign' }).click()

  await page.getByRole('combobox', { name: 'What it is' }).click()
  await page.getByRole('option', { name: 'Research' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('Say why it is not marketing')
  await expectAccessible()
  await page.getByLabel('Why it is not marketing').fill('The yearly survey of the county')
  for (const heading of ['Who', 'When', 'Words', 'Check']) {
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
  }
  await expect(page.getByRole('region', { name: 'Who does not get it' })).toContainText(name)
  await expect(page.getByRole('button', { name: 'Nobody to send it to' })).toBeDisabled()
  await expectAccessible()
})

test('answers are read, and words and questionnaires looked at', async ({ page, hub, signIn, expectAccessible }) => {
  await page.goto(await invite(hub))
  await page.getByRole('button', { name: 'Start now' }).click()
  for (const answer of [
    () => page.getByLabel('We are not hiring').check(),
    () => page.getByLabel('How many vacancies').fill('0'),
    () => page.getByLabel('About the same').check(),
    () => page.getByLabel('About the same').check(),
    () => page.getByLabel('Nothing, thank you').check(),
  ]) {
    await answer()
    await page.getByRole('button', { name: 'Save and continue' }).click()
  }
  await page.getByRole('button', { name: 'Send my answers' }).click()

  await signIn('Martin Oldroyd')
  await page.goto('/diagnostics/responses')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expectAccessible()
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByRole('definition').filter({ hasText: 'We are not hiring' })).toBeVisible()
  await expectAccessible()

  await page.goto('/diagnostics/uncertain')
  await expect(page.getByText('No message is uncertain')).toBeVisible()
  await expectAccessible()

  await page.goto('/diagnostics/texts')
  const invitation = page.getByRole('region', { name: 'Invitation', exact: true })
  await expect(invitation).toContainText('{employer}')
  await expectAccessible()

  await page.goto('/diagnostics/questionnaires')
  await expect(page.getByRole('link', { name: /^Employer skills diagnostic, version/ }).first()).toBeVisible()
  await expectAccessible()
  await page.getByRole('link', { name: /^Employer skills diagnostic, version/ }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Employer skills diagnostic')
  await expectAccessible()
})
