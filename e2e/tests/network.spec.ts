import { expect, test } from '../support/test.ts'
import { ask } from '../support/api.ts'
import { addEmployer, unique } from '../support/staff.ts'

test('candidates are added several at a time, and one that does not fit for a reason; it gets somebody who speaks for it and leaves', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await page.goto('/network/candidates')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('HR Director Network')
  const candidates = page.getByRole('table', { name: 'Candidates' })
  await expect(candidates.getByRole('checkbox').first()).toBeVisible()
  await expectAccessible()
  for (const box of [candidates.getByRole('checkbox').nth(0), candidates.getByRole('checkbox').nth(1)]) {
    await box.focus()
    await expect(box).toBeFocused()
    await page.keyboard.press('Space')
    await expect(box).toBeChecked()
  }
  const add = page.getByRole('button', { name: 'Add 2 employers' })
  await add.focus()
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 employers added')).toBeVisible()

  const name = unique('Swinton Castings')
  await addEmployer(page, name)
  const employer = page.url().replace(/\/network$/, '')
  await page.getByRole('tab', { name: 'Network' }).click()
  const section = page.getByRole('region', { name: 'HR Director Network' })
  await section.getByRole('button', { name: 'Add to the list of the HR Director Network' }).click()
  const form = page.getByRole('dialog', { name: 'Add to the HR Director Network' })
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form.getByText(/It has no 250 employees that we know of/).first()).toBeVisible()
  await expectAccessible()
  const why = form.getByLabel('Why, if the network is not for it')
  await why.fill('Opens a plant here next year')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(section.getByText(/since .*: Opens a plant here next year/)).toBeVisible()

  await section.getByRole('button', { name: 'Is a member' }).click()
  const step = page.getByRole('dialog', { name: 'Is a member: HR Director Network' })
  await step.getByRole('button', { name: 'Save' }).click()
  await expect(step).toBeHidden()
  await section.getByRole('button', { name: 'Has left' }).click()
  const leaving = page.getByRole('dialog', { name: 'Has left: HR Director Network' })
  await leaving.getByRole('button', { name: 'Save' }).click()
  await expect(leaving.getByText('Say why').first()).toBeVisible()
  await leaving.getByRole('textbox', { name: 'Why' }).fill('Moved away')
  await page.keyboard.press('Enter')
  await expect(leaving).toBeHidden()
  await expect(section.getByText(/^Left from .*: Moved away, by Martin Oldroyd$/)).toBeVisible()
  await expectAccessible()

  await page.goto('/network?state=LEFT')
  await expect(page.getByRole('link', { name })).toBeVisible()
  await expectAccessible()
  await page.goto('/network/figures')
  await expect(page.getByText(/large employers? \(\d+%\) take part/)).toBeVisible()
  await expectAccessible()
  await page.goto(employer)
  await expect(page.getByText('Left the HR Director Network')).toBeVisible()
})

test('ten members are added and a meeting is called within two minutes', async ({ page, hub, signIn }) => {
  const names = Array.from({ length: 10 }, (_, n) => unique(`Treeton Forge ${n + 1}`))
  const { createNetwork } = await ask<{ createNetwork: { network: { id: string } } }>(
    hub, 'mutation($name: String!) { createNetwork(input: {name: $name, minHeadcount: 900000, inRotherham: false}) { network { id } } }', { name: unique('Large employers') },
  )
  for (const name of names) {
    await ask(hub, 'mutation($name: String!) { createEmployer(input: {name: $name, headcount: 900001}) { employer { id } } }', { name })
  }
  const { today } = await ask<{ today: string }>(hub, '{ today }')
  const day = new Date(Date.parse(today) + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  await signIn('Martin Oldroyd')
  await page.goto(`/network/candidates?network=${createNetwork.network.id}`)
  const candidates = page.getByRole('table', { name: 'Candidates' })
  await expect(candidates.getByRole('checkbox').first()).toBeVisible()

  const begun = Date.now()
  let presses = 0
  for (const name of names) {
    await candidates.getByRole('checkbox', { name: `Choose ${name}` }).check()
    presses++
  }
  await page.getByRole('button', { name: 'Add 10 employers' }).click()
  await expect(page.getByText('10 employers added')).toBeVisible()
  await page.getByRole('tab', { name: 'Meetings' }).click()
  await page.getByRole('button', { name: 'Call a meeting' }).click()
  const form = page.getByRole('dialog', { name: /^Call a meeting of/ })
  await expect(form.getByText('The network has 10 members')).toBeVisible()
  const words = [['What it is called', 'Skills for the year ahead'], ['Day', day], ['Place', 'Rotherham Town Hall']] as const
  for (const [label, text] of words) await form.getByLabel(label, { exact: true }).pressSequentially(text, { delay: 60 }) // as fast as people type
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(page.getByRole('link', { name: 'Skills for the year ahead' })).toBeVisible()
  presses += 5
  // A person needs some three seconds to find each thing that this test presses at once.
  expect((Date.now() - begun) / 1000 + presses * 3).toBeLessThan(120)
})
