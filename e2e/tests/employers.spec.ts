import { ask } from '../support/api.ts'
import { expect, test } from '../support/test.ts'
import { addEmployer, unique } from '../support/staff.ts'

test('the list is searched while typing, by name and by postcode, and the address keeps it', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Parkgate Forgings')
  await addEmployer(page, name, { postcode: 'S62 6AD' })

  await page.goto('/employers')
  const search = page.getByRole('searchbox', { name: 'Search the list' })
  await search.pressSequentially(name.toLowerCase())
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('link', { name })).toBeVisible()
  await expect(search).toHaveValue(name.toLowerCase())
  await expectAccessible()

  await search.fill('S62 6AD')
  await expect(page).toHaveURL(/q=S62/)
  await expect(page.getByRole('link', { name })).toBeVisible()
  await page.reload()
  await expect(search).toHaveValue('S62 6AD')
  await expect(page.getByRole('link', { name })).toBeVisible()

  await search.fill('there is no such employer')
  await expect(page.getByText('No employer fits')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(search).toHaveValue('')
})

test('filters stand beside the search in words, survive a reload and go one by one', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Brinsworth Rolling')
  await addEmployer(page, name)

  await page.goto('/employers')
  await page.getByRole('button', { name: 'Add filter' }).click()
  await page.getByRole('combobox', { name: 'Lead organisation' }).click()
  await page.getByRole('option', { name: 'Rotherham Council' }).click()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Prospect' }).click()
  await expect(page).toHaveURL(/status=PROSPECT/)
  await expectAccessible()

  await page.reload()
  await expect(page.getByText('Led by Rotherham Council')).toBeVisible()
  await page.getByRole('searchbox').fill(name)
  await expect(page.getByRole('link', { name })).toBeVisible()

  await page.getByRole('button', { name: 'Remove the filter: Led by Rotherham Council' }).click()
  await expect(page.getByText('Led by Rotherham Council')).toBeHidden()
  await expect(page).not.toHaveURL(/organisation=/)
  await expect(page).toHaveURL(/status=PROSPECT/)
})

test('an employer is found by its UKPRN and growth sector, and a part of a group shows whose lead it has', async ({ page, hub, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Parkgate Learning')
  await addEmployer(page, `${name} Group`)
  await addEmployer(page, `${name} Works`)
  const found = await ask<{ employers: { nodes: { id: string; name: string; version: number }[] } }>(
    hub, 'query($search: String) { employers(filter: { search: $search }, orderBy: NAME, first: 2) { nodes { id name version } } }', { search: name },
  )
  const [group, part] = found.employers.nodes.map(({ id, version }) => ({ id, version }))
  const ukprn = `1${String(Date.now()).slice(-7)}`
  const update = 'mutation($input: UpdateEmployerInput!) { updateEmployer(input: $input) { userErrors { message } } }'
  for (const input of [
    { ...group, identifiers: [{ scheme: 'UKPRN', value: ukprn }] },
    { ...part, parentEmployerId: group!.id, leadOrganisationId: null, growthSectors: ['DEFENCE'] },
  ]) expect(await ask(hub, update, { input })).toEqual({ updateEmployer: { userErrors: [] } })

  await page.goto('/employers')
  const search = page.getByRole('searchbox', { name: 'Search the list' })
  await search.fill(ukprn)
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('link', { name: `${name} Group` })).toBeVisible()

  await search.fill(name)
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.getByRole('button', { name: 'Add filter' }).click()
  await page.getByRole('combobox', { name: 'Growth sector' }).click()
  await page.getByRole('option', { name: 'Defence' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('row', { name: `${name} Works` })).toContainText(`as lead of ${name} Group`)
  await expectAccessible()
})

test('the palette jumps to an employer without a mouse', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Kimberworth Glass')
  await addEmployer(page, name)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Today')

  await page.keyboard.press('Control+K')
  await expect(page.getByRole('textbox', { name: 'Search', exact: true })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name }).or(page.getByRole('button', { name })).first()).toBeVisible()
  await expectAccessible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page).toHaveTitle(`${name} · Employer hub`)
})

test('an address that leads nowhere and a record that is not there look alike', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')

  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
  await expectAccessible()

  await page.goto('/employers/employer_0190f0f0-0000-7000-8000-000000000000')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such employer')
})
