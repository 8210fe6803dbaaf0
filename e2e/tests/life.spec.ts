import type { Page } from '@playwright/test'
import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { firstLetterTo, lettersTo, linkIn, moveClock } from '../support/mail.ts'
import { addEmployer, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

const after = (day: string, days: number) => new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
const inWords = (day: string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
const businessDay = async (hub: DevFile) => (await ask<{ today: string }>(hub, '{ today }')).today

/** Moves the clock to a day, and on until somebody has more messages than so many; opens the link of the latest. */
async function openLetter(hub: DevFile, page: Page, email: string, had: number, day: string) {
  for (let days = 0; days <= 7; days++) {
    await moveClock(hub, { date: after(day, days), time: '10:00' })
    const letters = await lettersTo(hub, email)
    if (letters.length > had) return page.goto(await linkIn(hub, letters[0]!))
  }
  throw new Error(`no message to ${email} after ${had}`)
}

test('a placement lives from interest by link to a job that lasts, its subsidy is paid, and another one is clawed back', async ({ page, hub, signIn, expectAccessible }) => {
  test.setTimeout(240_000)
  const host = unique('Bolsover Joinery')
  const email = `${host.replaceAll(' ', '.').toLowerCase()}@host.example`
  const role = unique('Joiner')
  const [stays, leaves] = [unique('PW').replace(' ', '-'), unique('PW').replace(' ', '-')]
  const send = page.getByRole('button', { name: 'Send answer' })
  const answered = page.getByRole('heading', { level: 1, name: 'Thank you, we have your answer' })

  // The employer is asked whether it hosts, and says so by link.
  await signIn('Martin Oldroyd')
  await addEmployer(page, host, { person: { name: 'Jo Host', email, function: 'PLACEMENT_CONTACT' } })
  const employer = page.url().replace(/\/people$/, '')
  await page.goto(`${employer}/placements`)
  await page.getByRole('button', { name: 'Ask whether it hosts' }).press('Enter')
  const asking = page.getByRole('dialog', { name: `Ask ${host} by link` })
  await asking.getByRole('combobox', { name: 'Programme' }).click()
  await page.getByRole('option', { name: 'Funded placement' }).click()
  await asking.getByRole('button', { name: 'Ask' }).press('Enter')
  await page.getByRole('dialog', { name: '1 employer asked' }).getByRole('button', { name: 'Close' }).last().press('Enter')
  await page.goto(await linkIn(hub, await firstLetterTo(hub, email)))
  await page.getByRole('link', { name: /^Would you host in .* Funded placement$/ }).press('Enter')
  await page.getByRole('radio', { name: 'We are open to it' }).press('Space')
  await send.press('Enter')
  await expect(answered).toBeVisible()

  // It offers two places, which open once its site is checked.
  const today = await businessDay(hub)
  const { addSite } = await ask<{ addSite: { userErrors: unknown[] } }>(hub, 'mutation($id: ID!) { addSite(input: {employerId: $id, name: "Works"}) { userErrors { message } } }', { id: employer.split('/').pop() })
  expect(addSite.userErrors).toEqual([])
  await page.goto(`${employer}/placements`)
  await page.getByRole('button', { name: 'Add opportunity' }).press('Enter')
  const offering = page.getByRole('dialog', { name: 'Add opportunity' })
  await offering.getByRole('combobox', { name: 'Programme' }).click()
  await page.getByRole('option', { name: 'Funded placement' }).click()
  await offering.getByLabel('Role').fill(role)
  await offering.getByLabel('Places').fill('2')
  await offering.getByLabel('First day').fill('today')
  await offering.getByLabel('Last day').fill(inWords(after(today, 28)))
  await offering.getByRole('button', { name: 'Add opportunity' }).press('Enter')
  await expect(offering).toBeHidden()
  for (const [kind, field] of [['Employers’ liability insurance', 'Last day on which it holds'], ['Risk assessment', 'It considers young people']] as const) {
    await page.getByRole('button', { name: `Put it right: ${kind} for ${role}` }).press('Enter')
    const check = page.getByRole('dialog', { name: `${kind} of Works` })
    if (kind === 'Risk assessment') await check.getByLabel(field).press('Space')
    else await check.getByLabel(field).fill('31 March 2099')
    await check.getByRole('button', { name: 'Save' }).press('Enter')
    await expect(check).toBeHidden()
  }
  await page.getByRole('button', { name: `Open it: ${role}` }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Open it' }).press('Enter')
  await expect(page.getByRole('button', { name: `It is filled: ${role}` })).toBeVisible()

  // A coordinator places two participants together.
  const ids: Record<string, string> = {}
  for (const reference of [stays, leaves]) {
    const { addParticipant } = await ask<{ addParticipant: { participant: { id: string } } }>(hub, `mutation($reference: String!) {
      addParticipant(input: {reference: $reference, programme: "FUNDED_PLACEMENT", ageBand: FROM_25, flags: []}) { participant { id } } }`, { reference })
    ids[reference] = addParticipant.participant.id
  }
  await page.getByRole('link', { name: role, exact: true }).press('Enter')
  await expect(page.getByText('2 places, 2 left')).toBeVisible()
  await signIn('Nadia Hussain')
  await page.reload()
  await page.getByRole('button', { name: 'Propose participants' }).press('Enter')
  const proposing = page.getByRole('dialog', { name: `Propose participants: ${role}` })
  for (const reference of [stays, leaves]) {
    await proposing.getByRole('combobox', { name: 'Participants' }).fill(reference)
    await page.getByRole('option', { name: reference }).click()
  }
  await proposing.getByRole('button', { name: 'Propose' }).press('Enter')
  await expect(proposing).toBeHidden()
  for (const [list, step] of [['Proposed, matched and accepted', 'Match'], ['Proposed, matched and accepted', 'Accept'], ['Proposed, matched and accepted', 'Confirm'], ['Confirmed and started', 'Start']] as const) {
    const region = page.getByRole('region', { name: list })
    await region.getByRole('checkbox', { name: 'Choose all on this page' }).check()
    await region.getByRole('button', { name: step, exact: true }).press('Enter')
    const dialog = page.getByRole('dialog', { name: `${step}: 2 placements` })
    if (step === 'Match') await dialog.getByLabel('Skills and experience').press('Space')
    await dialog.getByRole('button', { name: step, exact: true }).press('Enter')
    await expect(dialog).toBeHidden()
  }

  // The clock brings the review half-way, and the host answers for the one who stays.
  await openLetter(hub, page, email, (await lettersTo(hub, email)).length, after(today, 14))
  await expectAccessible()
  await page.getByRole('link', { name: /^How does the placement go/ }).first().press('Enter')
  const about = page.getByText(/our reference/)
  if (!(await about.textContent())?.includes(stays)) {
    await page.goBack()
    await page.getByRole('link', { name: /^How does the placement go/ }).last().press('Enter')
  }
  await expect(page.getByText(`our reference ${stays}`)).toBeVisible()
  await send.press('Enter')
  await expect(page.getByRole('link', { name: 'Select how regularly they come' })).toBeVisible()
  await expectAccessible()
  await page.getByRole('radio', { name: 'Very well' }).press('Space')
  await page.getByRole('radio', { name: 'Most days' }).press('Space')
  await page.getByRole('radio', { name: 'Yes' }).press('Space')
  await page.getByRole('checkbox', { name: 'A visit' }).press('Space')
  await send.press('Enter')
  await expect(answered).toBeVisible()

  // Both placements are subsidised: claimed by one coordinator, approved and paid by another.
  const card = page.getByRole('region', { name: `Subsidy at ${host}` })
  for (const reference of [stays, leaves]) {
    await signIn('Nadia Hussain')
    await page.goto(`/placements/participants/${ids[reference]}`)
    await card.getByRole('button', { name: 'Agree a subsidy' }).press('Enter')
    const agreeing = page.getByRole('dialog', { name: /^Agree a subsidy/ })
    await agreeing.getByLabel('For a period, in pounds').fill('400')
    await agreeing.getByLabel('At most in all, in pounds').fill('1000')
    await agreeing.getByLabel('People in the whole group').fill('40')
    await agreeing.getByLabel('Reference of its letter').fill('MFA 12')
    for (const answer of ['is a resident who is out of work', 'pays at least the minimum wage', 'gives payroll evidence', 'Nobody is displaced']) await agreeing.getByLabel(answer).press('Space')
    await agreeing.getByRole('button', { name: 'Agree' }).press('Enter')
    await expect(agreeing).toBeHidden()
    await card.getByRole('button', { name: /^Claim a period/ }).press('Enter')
    const claiming = page.getByRole('dialog', { name: /^Claim a period/ })
    await claiming.getByLabel('How much, in pounds').fill('400')
    await claiming.getByLabel('Reference of the payroll evidence').fill('PAY 1')
    await claiming.getByRole('button', { name: 'Claim' }).press('Enter')
    await expect(claiming).toBeHidden()
    await signIn('Danielle Frost')
    await page.reload()
    await card.getByRole('button', { name: /^Approve/ }).press('Enter')
    await card.getByRole('button', { name: /^Record payment/ }).press('Enter')
    const paying = page.getByRole('dialog', { name: 'Record payment' })
    await paying.getByLabel('Reference of the payment').fill('BACS 100')
    await paying.getByRole('button', { name: 'Record payment' }).press('Enter')
    await expect(card).toContainText('Paid £400, clawed back £0.')
  }

  // One ends early, and some of the money comes back.
  await page.getByRole('checkbox', { name: `Choose ${leaves}` }).press('Space')
  await page.getByRole('button', { name: 'End early' }).press('Enter')
  const ending = page.getByRole('dialog', { name: /^End early/ })
  await ending.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option', { name: 'Found work' }).click()
  await ending.getByRole('button', { name: 'End early' }).press('Enter')
  await card.getByRole('button', { name: /^Claw back/ }).press('Enter')
  const back = page.getByRole('dialog', { name: 'Claw back' })
  await back.getByLabel('How much, in pounds').fill('150')
  await back.getByLabel('Reference of the payment').fill('BACS 101')
  await back.getByRole('button', { name: 'Claw back' }).press('Enter')
  await expect(card).toContainText('Paid £400, clawed back £150.')

  // The other ends as planned: the host says so by link, a coordinator completes it and claims a job.
  await openLetter(hub, page, email, (await lettersTo(hub, email)).length, after(today, 28))
  await page.getByRole('link', { name: /^Did the placement end on/ }).press('Enter')
  await page.getByRole('radio', { name: 'Yes, on that day' }).press('Space')
  await send.press('Enter')
  await expect(answered).toBeVisible()
  await signIn('Nadia Hussain')
  await page.goto('/placements/due?everybody=yes')
  await expect(page.getByRole('link', { name: `End to record: ${stays}` })).toBeVisible()
  await expectAccessible()
  await page.goto(`/placements/participants/${ids[stays]}`)
  const reviews = page.getByRole('region', { name: `Reviews at ${host}` })
  await expect(reviews).toContainText('Half-way, the host: very well. Would host again: yes. Comes: most days. Would help: a visit.')
  await expect(reviews).toContainText('The host says: ended as planned')
  await reviews.getByRole('button', { name: /^Complete it/ }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).press('Enter')
  await expect(reviews.getByRole('button', { name: /^Complete it/ })).toBeHidden()
  const outcomes = page.getByRole('region', { name: `Outcomes at ${host}` })
  await outcomes.getByRole('button', { name: /^Claim an outcome/ }).press('Enter')
  const claiming = page.getByRole('dialog', { name: /^Claim an outcome/ })
  await claiming.getByRole('button', { name: 'Claim', exact: true }).press('Enter')
  await expect(claiming.getByText('Choose the outcome').first()).toBeVisible()
  await claiming.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'Job start' }).click()
  await claiming.getByLabel('What was seen').fill('A contract')
  await expectAccessible()
  await claiming.getByRole('button', { name: 'Claim', exact: true }).press('Enter')
  await expect(claiming).toBeHidden()
  await expect(outcomes).toContainText('the employer or another person has to confirm it')
  await expectAccessible()

  // The host confirms the job by link, and 13 weeks later that it lasts.
  const begun = await businessDay(hub)
  await openLetter(hub, page, email, (await lettersTo(hub, email)).length, after(begun, 1))
  await page.getByRole('link', { name: /^Did they start a job with you/ }).press('Enter')
  await page.getByRole('radio', { name: 'Yes' }).press('Space')
  await send.press('Enter')
  await expect(answered).toBeVisible()
  await openLetter(hub, page, email, (await lettersTo(hub, email)).length, after(begun, 91))
  await page.getByRole('link', { name: /^Do they still work for you, 13 weeks on/ }).press('Enter')
  await page.getByRole('radio', { name: 'Yes, they still work here' }).press('Space')
  await send.press('Enter')
  await expect(answered).toBeVisible()

  await page.goto(`/placements/participants/${ids[stays]}`)
  await expect(outcomes).toContainText('confirmed by the employer')
  await outcomes.getByRole('button', { name: /^Confirm: Sustained job, 13 weeks/ }).press('Enter')
  const confirming = page.getByRole('dialog', { name: /^Confirm: Sustained job/ })
  await confirming.getByLabel('What you saw').fill('The payslip of the month')
  await confirming.getByRole('button', { name: 'Confirm' }).press('Enter')
  await expect(confirming).toBeHidden()
  await page.goto('/placements/outcomes?state=CONFIRMED&kind=SUSTAINED')
  await expect(page.getByRole('row').filter({ hasText: stays })).toContainText('Sustained job, 13 weeks')
  await expectAccessible()
  await page.goto(`/placements/participants/${ids[stays]}`)
  await expect(card).toContainText('Paid £400, clawed back £0.')
})
