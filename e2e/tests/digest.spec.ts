import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { lettersTo, moveClock } from '../support/mail.ts'
import { addEmployer, tabTo, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

/** A new member of the council's staff, whom no other test knows. */
async function addColleague(hub: DevFile): Promise<{ id: string; organisation: string; email: string }> {
  const { organisations } = await ask<{ organisations: { nodes: { id: string; name: string }[] } }>(hub, '{ organisations(first: 100) { nodes { id name } } }')
  const council = organisations.nodes.find(({ name }) => name === 'Rotherham Council')!
  const name = unique('Nell Carr')
  const email = `${name.toLowerCase().replace(/ /g, '.')}@council.example`
  const { createUser } = await ask<{ createUser: { account: { user: { id: string } } } }>(
    hub, 'mutation($input: CreateUserInput!) { createUser(input: $input) { account { user { id } } userErrors { message } } }',
    { input: { organisationId: council.id, name, email, roles: ['ENGAGEMENT', 'MANAGER'] } },
  )
  return { id: createUser.account.user.id, organisation: council.id, email }
}

/** Moves the clock to the mornings that follow until somebody has another message. Returns it. */
async function nextLetterTo(hub: DevFile, email: string): Promise<string> {
  const before = (await lettersTo(hub, email)).length
  for (let days = 1; days <= 7; days++) {
    const { today } = await ask<{ today: string }>(hub, '{ today }')
    const tomorrow = new Date(Date.parse(today) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    await moveClock(hub, { date: tomorrow, time: '08:30' })
    const letters = await lettersTo(hub, email)
    if (letters.length > before) return letters[0]!
  }
  throw new Error(`no message to ${email} in a week`)
}

test('a user chooses when the digest comes and when employers have gone quiet', async ({ page, hub, expectAccessible }) => {
  const nell = await addColleague(hub)
  await page.request.post('/auth/development', { data: { userId: nell.id } })
  await page.goto('/settings/me')
  await expect(page.getByRole('radio', { name: 'Every working day' })).toBeChecked()
  await expectAccessible()
  await tabTo(page, 'Every working day')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Once a week' })).toBeChecked()
  await page.getByRole('combobox', { name: 'On' }).click()
  await page.getByRole('option', { name: 'Thursday' }).click()
  await tabTo(page, 'Days for others')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Enter 1 to 3650 days')
  await expectAccessible()
  await page.getByLabel('Days for others').fill('90')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('radio', { name: 'Once a week' })).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'On' })).toHaveValue('Thursday')
  await expect(page.getByLabel('Days for others')).toHaveValue('90')
  await expect(page.getByRole('link', { name: 'My browsers' })).toBeVisible()
})

test('the digest brings overdue tasks and employers gone quiet, each as often as it should', async ({ page, hub, expectAccessible }) => {
  const nell = await addColleague(hub)
  await page.request.post('/auth/development', { data: { userId: nell.id } })
  await page.goto('/settings/me')
  await page.getByLabel('Days for others').fill('1')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  const name = unique('Wath Pressings')
  await addEmployer(page, name)
  const employer = /employer_[0-9a-f-]+/.exec(page.url())![0]
  const { today, employer: { version } } = await ask<{ today: string; employer: { version: number } }>(hub, 'query($id: ID!) { today employer(id: $id) { version } }', { id: employer })
  await ask(hub, 'mutation($input: UpdateEmployerInput!) { updateEmployer(input: $input) { userErrors { message } } }',
    { input: { id: employer, version, leadOrganisationId: nell.organisation, accountLeadId: nell.id } })
  const title = unique('Send the prospectus')
  await ask(hub, 'mutation($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { message } } }',
    { input: { title, dueOn: today, employerId: employer, assigneeId: nell.id } })
  await moveClock(hub, { by: 'hour' }) // plans the first digest

  await page.goto(await nextLetterTo(hub, nell.email))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('overdue')
  const letter = page.frameLocator('iframe')
  await expect(letter.getByRole('heading', { name: 'Overdue tasks' })).toBeVisible()
  await expect(letter.getByRole('link', { name: title })).toHaveAttribute('href', new RegExp(`/employers/${employer}$`))
  await expect(letter.getByRole('link', { name: 'Choose how often, or stop it' })).toHaveAttribute('href', /\/settings\/me$/)
  await expect(letter.getByRole('link', { name })).toBeVisible() // gone quiet
  await expectAccessible('iframe')
  await page.goto(await nextLetterTo(hub, nell.email))
  await expect(letter.getByRole('link', { name: title })).toBeVisible()
  await expect(letter.getByRole('heading', { name: 'Gone quiet' })).toBeHidden() // told once

  await page.goto('/')
  const quiet = page.getByRole('region', { name: 'Gone quiet' })
  await expect(quiet.getByRole('link', { name })).toBeVisible() // and shown as long as it is so
  await quiet.getByRole('link', { name: 'After how long' }).click()
  await expect(page.getByText(/^The last one: .*, sent\. The next one: /)).toBeVisible()
})

test('a manager sets the contact budget from a day on, and takes it back', async ({ page, hub, expectAccessible }) => {
  const nell = await addColleague(hub)
  await page.request.post('/auth/development', { data: { userId: nell.id } })
  await page.goto('/settings/rules')
  await expect(page.getByRole('row', { name: /2 90 days Holds now/ })).toBeVisible()
  await expectAccessible()
  await page.getByRole('button', { name: 'Set budget' }).press('Enter')
  await expect(page.getByRole('alert')).toContainText('Enter the first day')
  const year = 2030 + Math.floor(Math.random() * 60)
  await page.getByRole('textbox', { name: 'From' }).fill(`3 December ${year}`)
  await page.getByLabel('Campaigns').fill('3')
  await page.getByLabel('Within days').fill('60')
  await page.keyboard.press('Enter')
  const row = page.getByRole('row', { name: `3 December ${year} 3 60 days` })
  await expect(row).toBeVisible()
  await expectAccessible()
  await row.getByRole('button', { name: /^Take back/ }).press('Enter')
  await expect(row).toBeHidden()
})
