import { expect, test } from '../support/test.ts'
import { addEmployer, tabTo, unique } from '../support/staff.ts'

test('an employer becomes part of another one by keyboard, never of itself, and leaves it again', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const [top, part] = [unique('Rockingham Holdings'), unique('Rockingham Works')]
  await addEmployer(page, top)
  const head = page.url()
  await addEmployer(page, part)
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details).toContainText('No group')

  await page.getByRole('button', { name: 'Change part of' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Group' })
  await tabTo(page, `${part} is part of`)
  await page.keyboard.type(top)
  await expect(page.getByRole('option', { name: top })).toBeVisible()
  await expectAccessible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(details.getByRole('link', { name: top })).toBeVisible()
  await expectAccessible()

  await page.goto(head)
  await expect(details.getByRole('link', { name: part })).toBeVisible()
  await page.getByRole('button', { name: 'Change part of' }).click()
  await dialog.getByLabel(`${top} is part of`).fill(part)
  await page.getByRole('option', { name: part }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('That employer is part of this one')
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await details.getByRole('link', { name: part }).click()
  await page.getByRole('button', { name: 'Change part of' }).click()
  await dialog.getByRole('button', { name: `Take it out of ${top}` }).click()
  await expect(details).toContainText('No group')
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('tabpanel')).toContainText(`Part of: ${top}`)
})

test('a part without a lead of its own shows whose it inherits, and its own again once it has one', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const [top, part] = [unique('Wentworth Estates'), unique('Wentworth Farms')]
  await addEmployer(page, top)
  await addEmployer(page, part)
  const details = page.getByRole('region', { name: 'Details' })
  await page.getByRole('button', { name: 'Change lead', exact: true }).click()
  await details.locator('.mantine-InputClearButton-root').first().click()
  await details.getByRole('button', { name: 'Save' }).click()
  await expect(details).toContainText('No lead')

  await page.getByRole('button', { name: 'Change part of' }).click()
  const dialog = page.getByRole('dialog', { name: 'Group' })
  await dialog.getByLabel(`${part} is part of`).fill(top)
  await page.getByRole('option', { name: top }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(details).toContainText(`(as lead of ${top})`)
  await expectAccessible()
})
