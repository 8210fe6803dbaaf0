import type { Page } from '@playwright/test'
import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { lettersTo, linkIn, moveClock } from '../support/mail.ts'
import { unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

const after = (day: string, days: number) => new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

interface Made { id: string; version: number }

/** Somebody who starts a placement of four weeks today at a new host, whose contact has that address. */
async function started(hub: DevFile, host: string, email: string, reference: string): Promise<string> {
  const run = async (name: string, type: string, fields: string, input: object) => {
    const answer = (await ask<Record<string, Record<string, unknown>>>(hub, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { message } } }`, { input }))[name]!
    expect(answer.userErrors, name).toEqual([])
    return answer as Record<string, Made & Made[]>
  }
  const { today } = await ask<{ today: string }>(hub, '{ today }')
  const employerId = (await run('createEmployer', 'CreateEmployerInput', 'employer { id }', { name: host, leadIt: true })).employer!.id
  const siteId = (await run('addSite', 'AddSiteInput', 'site { id }', { employerId, name: 'Works' })).site!.id
  await run('addPerson', 'AddPersonInput', '', { employerId, name: 'Jo Host', email, function: 'PLACEMENT_CONTACT' })
  for (const kind of ['EMPLOYERS_LIABILITY', 'RISK_ASSESSMENT']) await run('recordSiteCheck', 'RecordSiteCheckInput', 'siteCheck { id }', { siteId, kind, result: 'SEEN', expiresOn: after(today, 300), considersYoungPeople: kind === 'RISK_ASSESSMENT' ? true : null })
  const opportunity = (await run('addOpportunity', 'AddOpportunityInput', 'opportunity { id version }', { siteId, programme: 'WORK_READY', role: 'Joiner', places: 1, startsOn: today, endsOn: after(today, 28) })).opportunity!
  await run('transitionOpportunity', 'TransitionOpportunityInput', 'opportunity { id }', { id: opportunity.id, version: opportunity.version, state: 'OPEN' })
  const participant = (await run('addParticipant', 'AddParticipantInput', 'participant { id }', { reference, programme: 'WORK_READY', ageBand: 'FROM_25', flags: [] })).participant!.id
  const placement = (await run('proposePlacements', 'ProposePlacementsInput', 'placements { id }', { opportunityId: opportunity.id, participantIds: [participant] })).placements![0]!.id
  await run('recordSharing', 'RecordSharingInput', 'participants { id }', { participantIds: [participant], employerId, items: ['NAME'] })
  for (const state of ['MATCHED', 'ACCEPTED', 'CONFIRMED', 'STARTED']) {
    const moved = await run('transitionPlacements', 'TransitionPlacementsInput', 'placements { id } refused { why }', { ids: [placement], state })
    expect(moved.refused, state).toEqual([])
  }
  return participant
}

/** Moves the clock to a day, and on until somebody has so many messages; opens the link of the latest. */
async function openLetter(hub: DevFile, page: Page, email: string, count: number, day: string) {
  for (let days = 0; days <= 7; days++) {
    await moveClock(hub, { date: after(day, days), time: '10:00' })
    const letters = await lettersTo(hub, email)
    if (letters.length >= count) return page.goto(await linkIn(hub, letters[0]!))
  }
  throw new Error(`no message ${count} to ${email}`)
}

test('a host says by link how a placement goes and ends, and that the job is so and lasts', { tag: '@phone' }, async ({ page, hub, signIn, expectAccessible }) => {
  test.setTimeout(150_000)
  const host = unique('Bolsover Joinery')
  const email = `${host.replaceAll(' ', '.').toLowerCase()}@host.example`
  const reference = unique('PW').replace(' ', '-')
  const { today } = await ask<{ today: string }>(hub, '{ today }')
  const participant = await started(hub, host, email, reference)
  const send = page.getByRole('button', { name: 'Send answer' })

  await openLetter(hub, page, email, 1, after(today, 14))
  await expectAccessible()
  await page.getByRole('link', { name: /^How does the placement go/ }).press('Enter')
  await expect(page.getByText(`our reference ${reference}`)).toBeVisible()
  await send.press('Enter')
  await expect(page.getByRole('link', { name: 'Select how regularly they come' })).toBeVisible()
  await expectAccessible()
  await page.getByRole('radio', { name: 'Very well' }).press('Space')
  await page.getByRole('radio', { name: 'Most days' }).press('Space')
  await page.getByRole('radio', { name: 'Yes' }).press('Space')
  await page.getByRole('checkbox', { name: 'A visit' }).press('Space')
  await send.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, we have your answer' })).toBeVisible()

  await openLetter(hub, page, email, 2, after(today, 28))
  await page.getByRole('link', { name: /^Did the placement end on/ }).press('Enter')
  await page.getByRole('radio', { name: 'Yes, on that day' }).press('Space')
  await send.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, we have your answer' })).toBeVisible()

  await signIn('Nadia Hussain')
  await page.goto('/placements/due?everybody=yes')
  await expect(page.getByRole('link', { name: `End to record: ${reference}` })).toBeVisible()
  await expectAccessible()
  await page.goto(`/placements/participants/${participant}`)
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

  const { today: begun } = await ask<{ today: string }>(hub, '{ today }')
  await openLetter(hub, page, email, 3, after(begun, 1))
  await page.getByRole('link', { name: /^Did they start a job with you/ }).press('Enter')
  await page.getByRole('radio', { name: 'Yes' }).press('Space')
  await send.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, we have your answer' })).toBeVisible()
  const letters = (await lettersTo(hub, email)).length
  await openLetter(hub, page, email, letters + 1, after(begun, 91))
  await page.getByRole('link', { name: /^Do they still work for you, 13 weeks on/ }).press('Enter')
  await page.getByRole('radio', { name: 'Yes, they still work here' }).press('Space')
  await send.press('Enter')
  await expect(page.getByRole('heading', { name: 'Thank you, we have your answer' })).toBeVisible()

  await page.goto(`/placements/participants/${participant}`)
  await expect(outcomes).toContainText('confirmed by the employer')
  await outcomes.getByRole('button', { name: /^Confirm: Sustained job, 13 weeks/ }).press('Enter')
  const confirming = page.getByRole('dialog', { name: /^Confirm: Sustained job/ })
  await confirming.getByLabel('What you saw').fill('The payslip of the month')
  await confirming.getByRole('button', { name: 'Confirm' }).press('Enter')
  await expect(confirming).toBeHidden()
  await page.goto('/placements/outcomes?state=CONFIRMED&kind=SUSTAINED')
  await expect(page.getByRole('row').filter({ hasText: reference })).toContainText('Sustained job, 13 weeks')
  await expectAccessible()
})
