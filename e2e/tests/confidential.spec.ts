import type { Page } from '@playwright/test'
import { ask as askHub } from '../support/api.ts'
import { expect, test } from '../support/test.ts'
import { addEmployer, tabTo, unique } from '../support/staff.ts'

/** What the API answers whoever is signed in in the browser. */
const ask = async (page: Page, query: string, variables: Record<string, unknown>) =>
  await (await page.request.post('/graphql', { data: { query, variables }, headers: { accept: 'application/json' } })).text()

test('a confidential enquiry is there for its lead, and for nobody else', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Zeppelin Foundry')
  await addEmployer(page, name, { person: { name: 'Ruth Zeppelin', jobTitle: 'Founder' } })
  const address = page.url().replace(/\/people$/, '')
  const id = address.split('/').at(-1)!

  await page.getByRole('button', { name: 'Make confidential' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Make a confidential enquiry' })
  await dialog.getByRole('button', { name: 'Make confidential' }).press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Say why nobody else may know of it')
  await expectAccessible()
  await tabTo(page, 'Reason')
  await page.keyboard.type('They look at three towns.')
  await dialog.getByRole('button', { name: 'Make confidential' }).press('Enter')
  await expect(dialog).toBeHidden()
  const banner = page.getByRole('alert').filter({ hasText: 'Confidential enquiry of Rotherham Council' })
  await expect(banner).toContainText('They look at three towns.')
  await expect(banner).toBeInViewport()
  await expectAccessible()

  await page.goto(`/employers?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Confidential')
  await expectAccessible()
  await page.goto(`/employers?confidential=no&q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('link', { name })).toBeHidden()

  // A partner: the page, the list, the search, the API and the file say what they say of a record that is not there.
  await signIn('Helen Sykes')
  const missing = id.replace(/[0-9a-f]{12}$/, 'ffffffffffff')
  const words: string[] = []
  for (const each of [id, missing]) {
    await page.goto(`/employers/${each}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    words.push((await page.getByRole('main').innerText()))
  }
  expect(words[0]).toBe(words[1])
  await page.goto(`/employers?q=${encodeURIComponent(name)}`)
  await expect(page.getByText(/no employer/i).first()).toBeVisible()
  await expect(page.getByRole('link', { name })).toBeHidden()
  for (const query of [
    'query($id: ID!) { node(id: $id) { id } }', 'query($id: ID!) { employer(id: $id) { name } }', 'query($id: ID!) { nodes(ids: [$id]) { id } }',
    'query($id: ID!) { employers(filter: { idIn: [$id] }) { totalCount nodes { name } } }', 'query($id: ID!) { employers(filter: { parentIn: [$id] }) { totalCount } }',
    'mutation($id: ID!) { addSite(input: { employerId: $id, name: "Works" }) { userErrors { message } } }',
    'mutation($id: ID!) { holdEmployer(input: { employerId: $id, version: 1, until: "2099-01-01", reason: DISPUTE }) { userErrors { message } } }',
  ]) expect(await ask(page, query, { id }), query).toBe(await ask(page, query, { id: missing }))
  expect(await ask(page, 'query($text: String!) { search(text: $text) { employers { name } people { person { name } } } }', { text: 'Zeppelin' })).not.toContain('Zeppelin')
  const file = await page.request.post('/exports/employers', { form: { format: 'csv', filter: JSON.stringify({ search: name }) } })
  expect(await file.text()).not.toContain('Zeppelin')

  // Whom it is referred to knows whom it is about, and not any more after declining.
  await signIn('Martin Oldroyd')
  await page.goto(`${address}/referrals`)
  await page.getByRole('button', { name: 'Refer to a partner' }).click()
  const referring = page.getByRole('dialog', { name: 'Refer to a partner' })
  await referring.getByRole('combobox', { name: 'Partner' }).click()
  await page.getByRole('option', { name: 'Chamber of Commerce' }).click()
  await referring.getByLabel('What it is about').fill('They need premises.')
  await referring.getByRole('button', { name: 'Send referral' }).click()
  await expect(page.getByRole('group', { name: /refers it to Chamber/ })).toContainText('Waits for an answer')
  await signIn('Helen Sykes')
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(banner.getByRole('button')).toBeHidden()
  await page.goto(`${address}/referrals`)
  await page.getByRole('button', { name: /^Decline/ }).click()
  const declining = page.getByRole('dialog')
  await declining.getByLabel('Why not').fill('Nothing free.')
  await declining.getByRole('button', { name: 'Decline' }).click()
  await expect(declining).toBeHidden()
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(name)

  await signIn('Martin Oldroyd')
  await page.goto(address)
  await banner.getByRole('button', { name: 'End confidentiality' }).click()
  const ending = page.getByRole('dialog', { name: 'End confidentiality' })
  await ending.getByLabel('Reason').fill('It is in the Advertiser.')
  await ending.getByRole('button', { name: 'Let everybody see it' }).click()
  await expect(banner).toBeHidden()
  await signIn('Helen Sykes')
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
})

test('an employer on hold says so wherever somebody would get in touch', async ({ page, hub, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Kiveton Castings')
  await addEmployer(page, name, { person: { name: 'Sue Marsh', email: 'sue@kiveton.example', jobTitle: 'HR director', function: 'HR_DIRECTOR' } })
  const address = page.url().replace(/\/people$/, '')
  const { today } = await askHub<{ today: string }>(hub, '{ today }')
  const until = new Date(Date.parse(today) + 14 * 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

  await page.getByRole('button', { name: 'Put on hold' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Put on hold' })
  await dialog.getByRole('button', { name: 'Put on hold' }).press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Choose the day')
  await expectAccessible()
  await tabTo(page, 'Until')
  await page.keyboard.type(until)
  await page.keyboard.press('Enter')
  await dialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option', { name: 'Redundancies' }).click()
  await dialog.getByRole('button', { name: 'Put on hold' }).press('Enter')
  await expect(dialog).toBeHidden()
  const banner = page.getByRole('main').getByRole('alert').filter({ hasText: `On hold until ${until}: redundancies` })
  await expect(banner).toBeVisible()
  await expectAccessible()

  // Another partner sees it too, in the list and before asking anything.
  await signIn('Helen Sykes')
  await page.goto(`/employers?held=yes&q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('On hold')
  await page.goto(`${address}/referrals`)
  await page.getByRole('button', { name: 'Ask for an introduction' }).click()
  await expect(page.getByRole('dialog', { name: 'Ask for an introduction' })).toContainText(`On hold until ${until}`)
  await expectAccessible()
  await page.keyboard.press('Escape')

  await signIn('Martin Oldroyd')
  await page.goto(address)
  await expect(banner).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Log interaction' }).click()
  await expect(page.getByRole('dialog', { name: 'Log interaction' })).toContainText(`On hold until ${until}`)
  await page.keyboard.press('Escape')
  await banner.getByRole('button', { name: 'End hold' }).press('Enter')
  await expect(banner).toBeHidden()
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('hold')
})
