import { expect, test } from '../support/test.ts'
import { addEmployer, unique } from '../support/staff.ts'

test('the search box finds employers, people and offers by keyboard, also when mistyped', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Wickersley Foundry')
  await addEmployer(page, name, { person: { name: 'Quentin Marsden', email: `${unique('quentin').replace(' ', '.')}@wickersley.example` } })
  const box = page.getByRole('dialog', { name: 'Search' })
  const search = async (text: string) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search' }).fill(text)
  }

  await page.goto('/')
  await search('quentin mars')
  await expect(box.getByRole('button', { name: new RegExp(`Quentin Marsden.*${name}`) }).first()).toBeVisible()
  await expectAccessible()
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()

  await search(name.toLowerCase())
  const found = box.getByRole('button', { name: new RegExp(`^${name}`) })
  await expect(found).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown') // the list may still grow, and begins anew at its end
    expect(await found.getAttribute('data-selected')).toBe('true')
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)

  await search('forklift lic')
  await box.getByRole('button', { name: /Forklift licence/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Forklift licence')

  await search('enginerring')
  await expect(box.getByRole('button', { name: /engineering/i }).first()).toBeVisible()
  await expectAccessible()
})

test('somebody without a data-sharing agreement finds no people', async ({ page, signIn }) => {
  await signIn('Omar Siddiqui')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search' }).fill('quentin')
  await expect(page.getByText('Nothing is called that')).toBeVisible()
})
