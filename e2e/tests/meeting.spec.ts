import { ask } from '../support/api.ts'
import type { DevFile } from '../support/hub.ts'
import { firstLetterTo, lettersTo, linkIn, moveClock } from '../support/mail.ts'
import { unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

const day = 24 * 60 * 60 * 1000
const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10)

/** A new member of the network, and the address of who speaks for it. */
async function member(hub: DevFile, person: string) {
  const { networks } = await ask<{ networks: { id: string }[] }>(hub, '{ networks { id } }')
  const email = `${person.toLowerCase().replace(/ /g, '.')}@castings.example`
  const { createEmployer } = await ask<{ createEmployer: { employer: { id: string } } }>(
    hub, 'mutation($name: String!) { createEmployer(input: {name: $name}) { employer { id } } }', { name: unique('Wath Castings') },
  )
  const employer = createEmployer.employer.id
  const { addPerson } = await ask<{ addPerson: { personRole: { person: { id: string } } } }>(
    hub, `mutation($employer: ID!, $name: String!, $email: EmailAddress!) {
      addPerson(input: {employerId: $employer, name: $name, email: $email, function: HR}) { personRole { person { id } } }
    }`, { employer, name: person, email },
  )
  const { addToNetwork } = await ask<{ addToNetwork: { added: { id: string; version: number }[] } }>(
    hub, `mutation($network: ID!, $employer: ID!) {
      addToNetwork(input: {networkId: $network, employerIds: [$employer], state: ACTIVE, exception: "Asked to join"}) { added { id version } }
    }`, { network: networks[0]!.id, employer },
  )
  const { id, version } = addToNetwork.added[0]!
  await ask(hub, `mutation($id: ID!, $version: Int!, $person: ID!) {
    setRepresentation(input: {membershipId: $id, version: $version, personId: $person, seat: REPRESENTATIVE}) { userErrors { message } }
  }`, { id, version, person: addPerson.personRole.person.id })
  return { employer, email }
}

test('a meeting is called by keyboard, answered by a link, reminded of, moved, attended, and leads to a task and a message', async ({ page, context, hub, signIn, expectAccessible }) => {
  const [comes, silent] = [unique('Ada Hill'), unique('Bea Wood')]
  const answers = await member(hub, comes)
  const waits = await member(hub, silent)
  const { today } = await ask<{ today: string }>(hub, '{ today }')
  const title = unique('Skills after the summer')
  let meets = Date.parse(today) + 42 * day
  while (new Date(meets).getUTCDay() !== 3) meets += day

  await signIn('Martin Oldroyd')
  await page.goto('/network/meetings')
  const call = page.getByRole('button', { name: 'Call a meeting' })
  await call.focus()
  await expect(call).toBeFocused()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: /^Call a meeting of/ })
  await expect(form.getByLabel('What it is called')).toBeFocused()
  await expect(form.getByText(/^The network has \d+ members/)).toBeVisible()
  await expectAccessible()
  await page.keyboard.type(title)
  await form.getByLabel('Day', { exact: true }).focus()
  await page.keyboard.type(dayOf(meets - 60 * day))
  await form.getByLabel('Link to join from afar').focus()
  await page.keyboard.type('http://castings.example')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toBeFocused()
  await expect(form.getByText('enter an address that begins with https://').first()).toBeVisible()
  await form.getByLabel('Link to join from afar').fill('')
  await form.getByLabel('Place').fill('Magna, Sheffield Road')
  await form.getByLabel('Day', { exact: true }).fill(dayOf(meets))
  await form.getByLabel('Place').focus()
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  const link = page.getByRole('link', { name: title })
  await expect(link).toBeVisible()
  await expectAccessible()
  await link.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row(comes)).toContainText('Not replied')
  await expectAccessible()

  const letter = await firstLetterTo(hub, answers.email)
  const employer = await context.newPage()
  await employer.goto(await linkIn(hub, letter))
  await employer.getByLabel('Yes, I will come').check()
  await employer.getByLabel('Anything that we should know?').fill('By train')
  await employer.getByRole('button', { name: 'Send reply' }).click()
  await expect(employer.getByText('You told us that you will come.')).toBeVisible()
  await expect(row(comes), 'the screen hears of it').toContainText('Comes')
  await expect(row(comes)).toContainText('By train')

  const invited = (await lettersTo(hub, answers.email)).length
  for (let before = 15; before > 6 && (await lettersTo(hub, waits.email)).length === invited; before--) await moveClock(hub, { date: dayOf(meets - before * day), time: '10:00' })
  expect(await lettersTo(hub, waits.email), 'who has not replied is reminded').toHaveLength(invited + 1)
  expect(await lettersTo(hub, answers.email)).toHaveLength(invited)

  await page.getByRole('button', { name: 'Change or move' }).press('Enter')
  const moving = page.getByRole('dialog', { name: `Change ${title}` })
  await expect(moving.getByLabel('What it is called')).toBeFocused()
  await expect(moving.getByLabel('Begins')).toHaveValue('10:00')
  await moving.getByLabel('Ends').fill('16:00')
  await moving.getByLabel('Begins').fill('14:00')
  await page.keyboard.press('Enter')
  await expect(moving).toBeHidden()
  await expect(page.getByText(/ at 2:00pm to 4:00pm$/)).toBeVisible()
  await expect(row(comes), 'all are asked anew').toContainText('Not replied')
  await moveClock(hub, { by: 'hour' })
  expect(await lettersTo(hub, answers.email)).toHaveLength(invited + 1)
  await row(comes).getByRole('button', { name: `Note a reply of ${comes}` }).press('Enter')
  const reply = page.getByRole('dialog', { name: `Reply of ${comes}` })
  await reply.getByRole('combobox', { name: 'What they said' }).click()
  await page.getByRole('option', { name: 'Comes', exact: true }).click()
  await reply.getByRole('button', { name: 'Save' }).click()
  await expect(reply).toBeHidden()
  await expect(row(comes)).toContainText('Comes')

  await moveClock(hub, { date: dayOf(meets + day), time: '10:00' })
  await page.reload()
  await page.getByRole('button', { name: 'Take down who came' }).press('Enter')
  const attendance = page.getByRole('dialog', { name: 'Who came' })
  await expect(attendance.getByLabel(comes)).toBeChecked()
  await expect(attendance.getByLabel(silent)).not.toBeChecked()
  await expectAccessible()
  await attendance.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(attendance).toBeHidden()
  await expect(page.getByText(/\d+ (person|people) came, from \d+ of \d+ members invited/)).toBeVisible()

  await page.getByRole('button', { name: 'Add an action' }).press('Enter')
  const action = page.getByRole('dialog', { name: 'Add an action' })
  await expect(action.getByLabel('What is to be done')).toBeFocused()
  await page.keyboard.type('Write to the colleges about evening courses')
  await page.keyboard.press('Enter')
  await expect(action).toBeHidden()
  const task = page.getByRole('region', { name: 'Actions' }).getByRole('checkbox', { name: 'Write to the colleges about evening courses' })
  await expect(task).toBeVisible()
  await task.press('Space')
  await expect(page.getByText('Done: Write to the colleges about evening courses').first()).toBeVisible()

  await page.getByRole('button', { name: 'Write to those who came' }).press('Enter')
  const after = page.getByRole('dialog', { name: 'Write to those who came' })
  await after.getByLabel('What you want to tell them').fill('Thank you for coming.')
  const before = (await lettersTo(hub, answers.email)).length
  await after.getByRole('button', { name: 'Send' }).press('Enter')
  await expect(after).toBeHidden()
  await expect(page.getByText(/: Thank you for coming\.$/)).toBeVisible()
  await expectAccessible()
  for (let days = 2; days < 9 && (await lettersTo(hub, answers.email)).length === before; days++) await moveClock(hub, { date: dayOf(meets + days * day), time: '10:00' })
  expect(await lettersTo(hub, answers.email)).toHaveLength(before + 1)
  await page.goto('/network/figures')
  await expect(page.getByRole('table', { name: 'Attendance of meetings' }).getByRole('row').filter({ hasText: title })).toContainText('%')
  await expectAccessible()
})

test('a meeting is cancelled once a person has said why', async ({ page, hub, signIn, expectAccessible }) => {
  const { networks, today } = await ask<{ networks: { id: string }[]; today: string }>(hub, '{ today networks { id } }')
  const title = unique('Breakfast')
  const starts = `${dayOf(Date.parse(today) + 30 * day)}T10:00:00Z`
  const { callMeeting } = await ask<{ callMeeting: { meeting: { id: string } } }>(
    hub, `mutation($input: CallMeetingInput!) { callMeeting(input: $input) { meeting { id } } }`,
    { input: { networkId: networks[0]!.id, title, place: 'Magna', startsAt: starts, endsAt: starts.replace('T10', 'T11') } },
  )
  await signIn('Martin Oldroyd')
  await page.goto(`/network/meetings/${callMeeting.meeting.id}`)
  await page.getByRole('button', { name: 'Cancel the meeting' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: `Cancel ${title}?` })
  await expect(dialog.getByLabel('Why')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Say why; invited people read it').first()).toBeVisible()
  await dialog.getByLabel('Why').fill('Too few can come')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Cancelled: Too few can come')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change or move' })).toBeHidden()
  await page.goto('/network/meetings?when=past')
  await expect(page.getByRole('row').filter({ hasText: title })).toContainText('Cancelled')
  await expectAccessible()
})

test.afterAll(async ({ hub }) => { await moveClock(hub, { by: 'real' }) })
