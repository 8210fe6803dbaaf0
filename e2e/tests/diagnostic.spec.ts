import { ask } from '../support/api.ts'
import { sendPulse } from '../support/invite.ts'
import { firstLetterTo, lettersTo, linkIn, moveClock } from '../support/mail.ts'
import { expect, test } from '../support/test.ts'
import { addEmployer, unique } from '../support/staff.ts'

test('one employer is sent its diagnostic by a few keys', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const family = unique('Swallownest')
  await addEmployer(page, `${family} Bakery`, { legalForm: 'PRIVATE_LIMITED', person: { name: 'Ada Holt', email: `ada@${family.replace(' ', '-').toLowerCase()}.example`, function: 'OWNER' } })
  await page.getByRole('button', { name: 'Send diagnostic' }).press('Enter')

  await expect(page.getByRole('heading', { name: 'Check', exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Who gets it', exact: true })).toContainText(`Ada Holt, ${family} Bakery`)
  await expectAccessible()
  await page.getByRole('button', { name: 'Launch: ask 1 employer' }).press('Enter')

  await expect(page.getByRole('status').filter({ hasText: 'Running' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Employer skills diagnostic')
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('dialog').getByLabel('Name for staff').fill(family)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(family)
  await expect(page.getByRole('row')).toHaveCount(2)
  await expectAccessible()

  await page.mouse.move(0, 0) // off the notification, which stays while somebody points at it
  await page.getByRole('link', { name: `${family} Bakery` }).click()
  await expect(page.getByRole('tabpanel')).toContainText('asked Ada Holt')
  await expectAccessible()

  await page.goto('/diagnostics')
  await expect(page.getByRole('link', { name: family })).toBeVisible()
  await expectAccessible()

  await page.getByLabel('Search the list').fill(family)
  await expect(page).toHaveURL(/q=/)
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Cancelled' }).click()
  await expect(page.getByText('No campaign fits')).toBeVisible()
  await expectAccessible()
  await page.reload()
  await expect(page.getByText('No campaign fits')).toBeVisible()
  await page.goto(`/diagnostics?q=${encodeURIComponent(family)}&state=RUNNING`)
  await expect(page.getByRole('row')).toHaveCount(2)
})

test('who may not send does not find the way', async ({ page, signIn }) => {
  await signIn('Asha Rahman')
  const name = unique('Rawmarsh Dental')
  await addEmployer(page, name)

  await expect(page.getByRole('button', { name: 'Send diagnostic' })).toHaveCount(0)
  await page.goto(`/employers?q=${encodeURIComponent(name)}`)
  await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
  await expect(page.getByRole('button', { name: 'Assign lead' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add to campaign' })).toHaveCount(0)
  await page.goto('/diagnostics')
  await expect(page.getByRole('button', { name: 'New campaign' })).toHaveCount(0)
})

test('a colleague who answers by phone spares the first person the reminders, and their page says so', async ({ page, context, hub, signIn, expectAccessible }) => {
  const [asked] = await sendPulse(hub, 1)
  const link = await linkIn(hub, await firstLetterTo(hub, asked!.email))
  await ask(hub, 'mutation($employer: ID!, $email: EmailAddress!) { addPerson(input: {employerId: $employer, name: "Lee Varley", email: $email, function: OTHER}) { userErrors { message } } }', {
    employer: asked!.employer, email: asked!.email.replace('jo', 'lee'),
  })

  await signIn('Martin Oldroyd')
  await page.goto(`/employers/${asked!.employer}/people`)
  await page.getByRole('button', { name: 'More about Lee Varley' }).click()
  await page.getByRole('menuitem', { name: 'Take answers by phone' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'What to ask' }).click()
  await page.getByRole('option', { name: 'Skills pulse' }).click()
  await dialog.getByRole('button', { name: 'Begin' }).click()
  const [tab] = await Promise.all([context.waitForEvent('page'), dialog.getByRole('link', { name: 'Open the questions in a new tab' }).click()])
  await tab.getByRole('button', { name: 'Start now' }).click()
  for (const answer of [
    () => tab.getByLabel('We are not hiring').check(),
    () => tab.getByLabel('How many vacancies').fill('0'),
    () => tab.getByLabel('About the same').check(),
    () => tab.getByLabel('About the same').check(),
    () => tab.getByLabel('Nothing, thank you').check(),
  ]) {
    await answer()
    await tab.getByRole('button', { name: 'Save and continue' }).click()
  }
  await tab.getByRole('button', { name: 'Send my answers' }).click()
  await expect(tab.getByRole('heading', { level: 1 })).toContainText('we have your answers')

  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have the answers')
  await expect(page.getByText('has answered this for you all')).toBeVisible()
  await expect(page.getByText('Lee Varley')).toHaveCount(0)
  await expectAccessible()
  for (let week = 0; week < 3; week++) await moveClock(hub, { by: 'week' })
  expect(await lettersTo(hub, asked!.email)).toHaveLength(1)
})
