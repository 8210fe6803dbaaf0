import { expect, test } from '../support/test.ts'
import { runningHub } from '../support/hub.ts'
import { sendMail } from '../support/mail-out.ts'
import { addEmployer, unique } from '../support/staff.ts'

const from = 'martin.oldroyd@council.example'

const copy = (to: string, subject: string) => `From: Martin Oldroyd <${from}>
To: Dana Wells <${to}>
Date: Mon, 2 Nov 2026 10:00:00 +0000
Message-ID: <${subject.replace(/\W/g, '')}@council.example>
Subject: ${subject}
Content-Type: text/plain; charset=utf-8

We spoke about welders.
`

test('a copy of an e-mail becomes an interaction, and one of which the hub is not sure is filed by hand', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Wath Plating')
  const dana = `dana@${name.toLowerCase().replace(/\W/g, '')}.example`
  await addEmployer(page, name, { person: { name: 'Dana Wells', email: dana } })

  await page.goto('/emails')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('E-mails to file')
  const address = await page.getByRole('region', { name: 'Your address for copies' }).locator('code').innerText()
  const hub = runningHub()

  // The sender is known and the address leads to one employer.
  const sure = unique('Welders')
  expect(await sendMail(hub.mailIn, from, address, copy(dana, sure))).toMatch(/^250 /)
  await page.goto('/employers')
  await page.getByRole('searchbox', { name: 'Search the list' }).fill(name)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByText(sure)).toBeVisible()

  // Nobody is known by the address: it waits, and a stranger is refused.
  const unsure = unique('Platers')
  const stranger = `new@${unique('nowhere').replace(/\W/g, '')}.example`
  expect(await sendMail(hub.mailIn, from, address, copy(stranger, unsure))).toMatch(/^250 /)
  expect(await sendMail(hub.mailIn, 'somebody@elsewhere.example', address, copy(dana, unique('Spam')))).toMatch(/^550 5\.7\.1 /)
  await page.goto('/')
  await page.getByRole('link', { name: /e-mails? to file/ }).click()
  const waiting = page.getByRole('region', { name: unsure })
  await expect(waiting.getByText('No address leads to an employer that we know.')).toBeVisible()
  await expectAccessible()

  await waiting.getByRole('button', { name: /^Choose an employer/ }).press('Enter')
  const form = page.getByRole('dialog', { name: `File ${unsure}` })
  await form.getByRole('button', { name: 'File', exact: true }).click()
  await expect(form.getByText('Choose an employer').first()).toBeVisible()
  await form.getByRole('textbox', { name: 'Employer' }).fill(name)
  await expect(page.getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await form.getByRole('checkbox', { name: new RegExp(stranger) }).check()
  await expectAccessible()
  await form.getByRole('button', { name: 'File', exact: true }).press('Enter')
  await expect(form).toBeHidden()
  await expect(waiting).toBeHidden()

  await page.goto('/employers')
  await page.getByRole('searchbox', { name: 'Search the list' }).fill(name)
  await page.getByRole('link', { name }).click()
  await expect(page.getByText(unsure)).toBeVisible()
  await expect(page.getByRole('tab', { name: 'People 2' })).toBeVisible()
})

test('a logging address is renewed, and the old one takes nothing any more', async ({ page, signIn, expectAccessible }) => {
  await signIn('Helen Sykes')
  await page.goto('/emails')
  const place = page.getByRole('region', { name: 'Your address for copies' })
  const old = await place.locator('code').innerText()
  await place.getByRole('button', { name: 'New address' }).click()
  await expect(place.getByText('The old address takes nothing any more.')).toBeVisible()
  await expect(place.locator('code')).not.toHaveText(old)
  await expectAccessible()
  expect(await sendMail(runningHub().mailIn, 'helen.sykes@chamber.example', old, copy('dana@abdy.example', unique('Late')))).toMatch(/^550 5\.1\.1 /)
})
