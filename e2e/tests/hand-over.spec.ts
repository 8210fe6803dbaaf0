import { sendPulse } from '../support/invite.ts'
import { firstLetterTo, lettersTo, linkIn, moveClock } from '../support/mail.ts'
import { expect, test } from '../support/test.ts'

test('a colleague gets the questionnaire, with the answers so far', { tag: '@phone' }, async ({ page, hub, expectAccessible }) => {
  const [one] = await sendPulse(hub, 1)
  const link = await linkIn(hub, await firstLetterTo(hub, one!.email))
  await page.goto(link)
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByLabel('Harder').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByRole('link', { name: 'Someone else should answer this' }).click()
  await expectAccessible()

  await page.getByLabel('Their work e-mail address').fill('sam at castings')
  await page.getByLabel('Your colleague’s name').fill('Sam Reed')
  await page.getByRole('button', { name: 'Hand it over' }).click()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.getByLabel('Your colleague’s name')).toHaveValue('Sam Reed')
  await expectAccessible()
  await page.getByRole('alert').getByRole('link').click()
  await expect(page.getByLabel('Their work e-mail address')).toBeFocused()

  const email = `sam${Date.now()}@castings.example`
  await page.getByLabel('Their work e-mail address').fill(email)
  await page.getByRole('button', { name: 'Hand it over' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You handed this over')
  await expect(page.getByRole('main')).toContainText('to Sam Reed on')
  await expectAccessible()

  const letter = await firstLetterTo(hub, email)
  await page.goto(letter)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Jo Swann asks you about skills at Don Valley Castings')
  await page.goto(await linkIn(hub, letter))
  await expect(page.getByText('You have answered 1 of')).toBeVisible()
  expect(await lettersTo(hub, one!.email)).toHaveLength(1)
})

test('a person chooses what to hear about, and unsubscribes with one click', { tag: '@phone' }, async ({ page, hub, expectAccessible }) => {
  const [one] = await sendPulse(hub, 1)
  const link = await linkIn(hub, await firstLetterTo(hub, one!.email))
  await page.goto(link)
  await page.getByRole('link', { name: 'What we may write to you about' }).click()
  await expectAccessible()
  const network = page.getByRole('group', { name: 'What may we write to you' }).getByLabel('The HR Director Network and its meetings')
  await network.uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('region', { name: 'Important' })).toContainText('Saved.')
  await expect(network).not.toBeChecked()
  await expectAccessible()

  const looked = await fetch(hub.url + link + '/unsubscribe') // as mail scanners do
  expect(await looked.text()).toContain('Unsubscribe')
  await page.goto(link)
  await expect(page.getByRole('button', { name: 'Start now' })).toBeVisible()

  const clicked = await fetch(hub.url + link + '/unsubscribe', { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), redirect: 'manual' })
  expect(clicked.status).toBe(200)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We will not ask you again')
})

test.afterAll(async ({ hub }) => { await moveClock(hub, { by: 'real' }) })
