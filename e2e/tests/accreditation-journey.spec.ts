import type { Page } from '@playwright/test'
import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { lettersTo, moveClock } from '../support/mail.ts'
import { addEmployer, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const iso = (date: Date) => date.toISOString().slice(0, 10)
const words = (text: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(day(text))

/** The first working day from that day on, in the hours in which mail goes out. */
async function moveToWorkingDay(hub: DevFile, from: string) {
  const date = day(from)
  while ([0, 6].includes(date.getUTCDay())) date.setUTCDate(date.getUTCDate() + 1)
  await moveClock(hub, { date: iso(date), time: '11:00' })
}

/** So many months before a day in the middle of a month. */
function monthsBefore(text: string, months: number) {
  const date = day(text)
  date.setUTCMonth(date.getUTCMonth() - months)
  return iso(date)
}

/** The titles of the messages to somebody, the latest first. */
async function subjectsTo(page: Page, hub: DevFile, email: string) {
  const letters = await lettersTo(hub, email)
  const subjects: string[] = []
  for (const letter of letters) {
    await page.goto(letter)
    subjects.push((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')
  }
  return { letters, subjects }
}

test.afterAll(async ({ hub }) => { await moveClock(hub, { by: 'real' }) })

test('an award is recorded, those who should hear that it runs out do, and it is renewed', async ({ page, hub, signIn }) => {
  test.slow() // ten months go by
  const { today, organisations } = await ask<{ today: string; organisations: { nodes: { id: string; name: string }[] } }>(hub, '{ today organisations(first: 100) { nodes { id name } } }')
  const council = organisations.nodes.find(({ name }) => name === 'Rotherham Council')!
  const lead = unique('Ada Reyes')
  const leadEmail = `${lead.toLowerCase().replace(/ /g, '.')}@council.example`
  const { createUser } = await ask<{ createUser: { account: { user: { id: string } } } }>(
    hub, 'mutation($input: CreateUserInput!) { createUser(input: $input) { account { user { id } } userErrors { message } } }',
    { input: { organisationId: council.id, name: lead, email: leadEmail, roles: ['ENGAGEMENT', 'MANAGER'] } },
  )
  await signIn('Martin Oldroyd')
  const name = unique('Kimberworth Tools')
  const contact = `${unique('hr').replace(/ /g, '.')}@tools.example`
  await addEmployer(page, name, { legalForm: 'PRIVATE_LIMITED', person: { name: 'Rosa Field', email: contact, jobTitle: 'Head of people', function: 'HR' } })
  const employer = /employer_[0-9a-f-]+/.exec(page.url())![0]
  const { employer: { version } } = await ask<{ employer: { version: number } }>(hub, 'query($id: ID!) { employer(id: $id) { version } }', { id: employer })
  await ask(hub, 'mutation($input: UpdateEmployerInput!) { updateEmployer(input: $input) { userErrors { message } } }',
    { input: { id: employer, version, leadOrganisationId: council.id, accountLeadId: createUser.account.user.id } })

  // The award ends in the middle of the month nine months from now.
  const end = day(today)
  end.setUTCDate(15)
  end.setUTCMonth(end.getUTCMonth() + 9)
  const expires = iso(end)
  const awarded = monthsBefore(expires, 36)
  await page.goto(`/employers/${employer}/accreditations`)
  const scheme = page.getByRole('region', { name: 'Disability Confident' })
  await scheme.getByRole('button', { name: 'Record an award of Disability Confident' }).click()
  const form = page.getByRole('dialog', { name: 'Record Disability Confident' })
  await form.getByLabel('Awarded on').fill(words(awarded))
  await form.getByLabel('Expires on').fill(words(expires))
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
  await expect(scheme.getByText('Next: It can assess itself for level 2, Employer')).toBeVisible()
  await moveClock(hub, { by: 'hour' })
  expect(await lettersTo(hub, contact)).toEqual([])

  const runsOut = `Disability Confident at ${name} runs out on ${words(expires)}`
  for (const [months, toContact] of [[6, 1], [3, 2], [2, 2]] as const) {
    await moveToWorkingDay(hub, monthsBefore(expires, months))
    await moveClock(hub, { by: 'day' })
    await moveClock(hub, { by: 'day' })
    await moveClock(hub, { by: 'day' })
    const heard = await subjectsTo(page, hub, contact)
    expect(heard.subjects.filter((subject) => subject.includes(runsOut)), `${months} months before`).toHaveLength(toContact)
    const digests = await subjectsTo(page, hub, leadEmail)
    expect(digests.subjects.filter((subject) => subject.includes('accreditation running out')), `${months} months before`).toHaveLength({ 6: 1, 3: 2, 2: 3 }[months])
    await page.goto(digests.letters[digests.subjects.findIndex((subject) => subject.includes('accreditation running out'))]!)
    await expect(page.frameLocator('iframe').getByRole('listitem').filter({ hasText: 'runs out' }).getByRole('link', { name })).toHaveAttribute('href', new RegExp(`/employers/${employer}/accreditations$`))
  }
  await page.goto('/accreditations?view=two')
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Renew it, or move up, before it runs out')

  const after = day(expires)
  after.setUTCDate(after.getUTCDate() + 1)
  await moveToWorkingDay(hub, iso(after))
  for (let days = 0; days < 3; days++) await moveClock(hub, { by: 'day' })
  const lapsed = await subjectsTo(page, hub, leadEmail)
  expect(lapsed.subjects.filter((subject) => subject.includes('accreditation lapsed'))).toHaveLength(1)
  expect(await lettersTo(hub, contact)).toHaveLength(2)
  await page.goto('/accreditations?view=lapsed')
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Ask whether they will come back')

  await page.getByRole('link', { name }).click()
  await scheme.getByRole('button', { name: 'Renew or move up' }).click()
  const renewal = page.getByRole('dialog', { name: 'Renew Disability Confident' })
  await renewal.getByLabel('Awarded on').fill(words(iso(after)))
  await renewal.getByRole('button', { name: 'Use that day' }).click()
  await renewal.getByRole('button', { name: 'Save' }).click()
  await expect(renewal).toBeHidden()
  await expect(scheme.getByText('Current', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await expect(page.getByText('Renewed Disability Confident level 1, Committed')).toBeVisible()
  for (let days = 0; days < 3; days++) await moveClock(hub, { by: 'day' })
  expect((await subjectsTo(page, hub, leadEmail)).subjects.filter((subject) => subject.includes('accreditation')), 'renewed, so nothing more').toHaveLength(4)
})

test('what an employer does for good work is discussed, started and confirmed', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Dearne Dyeing'))
  await page.getByRole('tab', { name: 'Accreditations' }).click()
  const good = page.getByRole('region', { name: 'Good work' })
  await good.getByRole('button', { name: 'Record a practice' }).click()
  const form = page.getByRole('dialog', { name: 'Record a practice' })
  await form.getByRole('combobox', { name: 'Topic' }).click()
  await page.getByRole('option', { name: 'Flexible hours' }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
  await expect(good.getByText(/^Flexible hours: discussed /)).toBeVisible()
  await expectAccessible()

  await good.getByRole('button', { name: 'Change: Flexible hours' }).click()
  const change = page.getByRole('dialog', { name: 'Flexible hours' })
  await change.getByLabel('Confirmed by the employer on').fill('2 November 2026')
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(change.getByText('enter when it started', { exact: false }).first()).toBeVisible()
  await change.getByLabel('Started on').fill('12 October 2026')
  await change.getByLabel('How they confirmed it').fill('By e-mail')
  await expectAccessible()
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(change).toBeHidden()
  await expect(good.getByText(/started 12 October 2026 · confirmed 2 November 2026: By e-mail$/)).toBeVisible()
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await expect(page.getByText('Confirmed by the employer: Flexible hours')).toBeVisible()
})
