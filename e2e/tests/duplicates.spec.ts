import { expect, test } from '../support/test.ts'
import { addEmployer, tabTo, unique } from '../support/staff.ts'

test('records that may be of one employer are told apart or led to the merge', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Habershon')
  const [first, second, third] = [`${name} Fabrications Ltd`, `${name} Fabrication`, `${name} Fabrications Limited`]
  await addEmployer(page, first, { postcode: 'S60 1DX' })
  await expect(page.getByRole('region', { name: 'This may be in the hub twice' })).toBeHidden()

  // Whoever adds it again is told at once, and why.
  await addEmployer(page, second, { postcode: 'S60 1DX' })
  const warning = page.getByRole('region', { name: 'This may be in the hub twice' })
  await expect(warning).toContainText(`${first}`)
  await expect(warning).toContainText('same name')
  await expectAccessible()
  await addEmployer(page, third)

  // The list of pairs, latest first; what is chosen stands in the address.
  await page.goto('/duplicates?order=FOUND_DESC')
  await expect(page.getByRole('heading', { level: 1, name: 'Duplicates' })).toBeVisible()
  const pair = page.getByRole('region', { name: `${first} and ${second}`, exact: true })
  await expect(pair).toContainText('Same postcode, S60 1DX')
  await expect(pair).toContainText(/\d+% likely/)
  await expect(pair.getByRole('row', { name: /Registered office/ })).toBeVisible()
  await expectAccessible()

  // Not the same, by keyboard, with a reason.
  await pair.getByRole('button', { name: 'Not the same' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Not the same employer' })
  await expect(dialog.getByLabel('Why are they two employers?')).toBeFocused()
  await dialog.getByRole('button', { name: 'Not the same' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Say why they are two employers')
  await expectAccessible()
  await tabTo(page, 'Why are they two employers?')
  await page.keyboard.type('Father and son')
  await dialog.getByRole('button', { name: 'Not the same' }).focus()
  await page.keyboard.press('Enter')
  await expect(pair).toBeHidden()
  await page.goto('/duplicates?state=REJECTED&order=FOUND_DESC')
  await expect(page.getByRole('region', { name: `${first} and ${second}`, exact: true })).toContainText('Not the same, says Martin Oldroyd')
  await expect(page.getByRole('region', { name: `${first} and ${second}`, exact: true })).toContainText('Father and son')
  await expectAccessible()

  // The others are merged, and then settled.
  await page.goto('/duplicates?order=FOUND_DESC')
  await page.getByRole('region', { name: `${first} and ${third}`, exact: true }).getByRole('link', { name: 'Merge' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Merge two records' })).toBeFocused()
  await page.getByLabel('Why are they one employer?').fill('Same firm')
  await page.getByRole('button', { name: 'Merge records' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)
  await expect(page.getByText(`Merged with ${third}`)).toBeVisible()
  await page.goto('/duplicates?state=MERGED&order=FOUND_DESC')
  await expect(page.getByRole('region').filter({ hasText: first }).first()).toContainText('They are one record now')
})

test('who may not merge sees no pairs', async ({ page, signIn }) => {
  await signIn('Asha Rahman')
  await page.goto('/duplicates')
  await expect(page.getByRole('heading', { level: 1, name: 'Duplicates' })).toBeVisible()
  await expect(page.getByRole('region')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Duplicates' })).toHaveCount(0)
})
