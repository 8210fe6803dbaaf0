import { expect, test } from '../support/test.ts'
import { addEmployer, addPerson, unique } from '../support/staff.ts'

test('the pulse goes to chosen employers; who is left out is told with the reason', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const family = unique('Swallownest')
  await addEmployer(page, `${family} Bakery`, { legalForm: 'Private limited company' })
  await addPerson(page, { name: 'Ada Holt', email: `ada@${family.replace(' ', '-').toLowerCase()}.example`, does: 'Owner or managing director' })
  await addEmployer(page, `${family} Joinery`, { legalForm: 'Private limited company' })

  await page.goto(`/employers?q=${encodeURIComponent(family)}`)
  await page.getByRole('checkbox', { name: `Choose ${family} Bakery` }).check()
  await page.getByRole('checkbox', { name: `Choose ${family} Joinery` }).check()
  await expectAccessible()
  await page.getByRole('button', { name: 'Send diagnostic' }).click()

  const dialog = page.getByRole('dialog', { name: 'Send diagnostic' })
  await expect(dialog.getByRole('region', { name: 'Who gets it', exact: true })).toContainText(`Ada Holt, ${family} Bakery`)
  await expect(dialog.getByRole('region', { name: 'Who does not get it' })).toContainText(`${family} Joinery`)
  await expectAccessible()
  await dialog.getByLabel('Name for staff').fill(family)
  await dialog.getByRole('button', { name: 'Send to 1 person' }).click()

  await page.getByRole('link', { name: family, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(family)
  await expect(page.getByRole('row')).toHaveCount(2)
  await expectAccessible()

  await page.mouse.move(0, 0) // off the notification, which stays while somebody points at it
  await page.getByRole('link', { name: `${family} Bakery` }).click()
  await expect(page.getByRole('tabpanel')).toContainText('asked Ada Holt')
  await expectAccessible()

  await page.goto('/diagnostics')
  await expect(page.getByRole('link', { name: family })).toBeVisible()
  await expectAccessible()

  await page.getByLabel('Search the list').fill(family)
  await expect(page).toHaveURL(/q=/)
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Cancelled' }).click()
  await expect(page.getByText('No campaign fits')).toBeVisible()
  await expectAccessible()
  await page.reload()
  await expect(page.getByText('No campaign fits')).toBeVisible()
  await page.goto(`/diagnostics?q=${encodeURIComponent(family)}&state=RUNNING`)
  await expect(page.getByRole('row')).toHaveCount(2)
})

test('who may not send does not find the way', async ({ page, signIn }) => {
  await signIn('Asha Rahman')
  const name = unique('Rawmarsh Dental')
  await addEmployer(page, name)

  await expect(page.getByRole('button', { name: 'Send diagnostic' })).toHaveCount(0)
  await page.goto(`/employers?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
