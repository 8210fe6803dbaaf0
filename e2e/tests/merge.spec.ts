import type { Page } from '@playwright/test'
import { expect, test } from '../support/test.ts'
import { addEmployer, tabTo, unique } from '../support/staff.ts'

async function change(page: Page, what: string, value: string) {
  await page.getByRole('button', { name: `Change ${what}`, exact: true }).click()
  await page.getByRole('region', { name: 'Details' }).getByRole('textbox').first().fill(value)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(value)
}

test('two records of one employer become one, and two again', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const [kept, merged] = [unique('Manvers Glass'), unique('Manvers Glazing')]
  await addEmployer(page, merged, { postcode: 'S60 1DX', person: { name: 'Sam Reed', email: `${unique('sam').replace(' ', '.')}@manvers.example`, jobTitle: 'HR director', function: 'HR_DIRECTOR' } })
  await change(page, 'people employed', '64')
  const old = page.url()
  await addEmployer(page, kept)
  const stays = page.url()
  await change(page, 'people employed', '46')

  // From here on by keyboard: choose the other record, compare, choose, say why.
  await page.getByRole('link', { name: 'Merge with another record' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Merge two records' })).toBeFocused()
  await expectAccessible()
  await tabTo(page, 'The other record')
  await page.keyboard.type(merged)
  await expect(page.getByRole('option').first()).toContainText(merged)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Compare' }).focus()
  await page.keyboard.press('Enter')

  const headcount = page.getByRole('group', { name: 'Headcount' })
  await expect(headcount.getByRole('radio', { name: '46' })).toBeChecked()
  await expect(page.getByRole('region', { name: 'What moves' })).toContainText('People: 1')
  await expectAccessible()
  await headcount.getByRole('radio', { name: '46' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(headcount.getByRole('radio', { name: '64' })).toBeChecked()

  // Swapping which one stays keeps what was chosen.
  await page.getByRole('button', { name: 'Swap' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'What moves' })).not.toContainText('People')
  await expect(headcount.getByRole('radio', { name: '64' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'What moves' })).toContainText('People: 1')
  await expect(headcount.getByRole('radio', { name: '64' })).toBeChecked()

  await page.getByRole('button', { name: 'Merge records' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Say why they are one employer')
  await expectAccessible()
  await page.getByLabel('Why are they one employer?').focus()
  await page.keyboard.type('Same firm, new trading name')
  await page.getByRole('button', { name: 'Merge records' }).focus()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(kept)
  await expect(page.getByText(`Merged with ${merged}`)).toBeVisible()
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details).toContainText('64 people')
  await expect(details).toContainText(merged)
  await expect(page.getByRole('region', { name: 'Whom to call' })).toContainText('Sam Reed')
  await expectAccessible()
  await page.goto(old)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(kept)
  expect(page.url()).toContain(stays)

  // What was changed since is told before it is lost.
  await change(page, 'people employed', '70')
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('region', { name: `Merged with ${merged}` })).toContainText('Same firm, new trading name')
  await expectAccessible()
  await page.getByRole('button', { name: 'Undo this merge' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Changed since the merge' })
  await expect(dialog).toContainText('Headcount: 70 now, 46 afterwards')
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Undo all the same' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('are two records again')).toBeVisible()
  await expect(details).toContainText('46 people')
  await expect(page.getByRole('region', { name: `Merged with ${merged}` })).toContainText('Undone')

  await page.goto(old)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(merged)
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('64 people')
  await expect(page.getByRole('region', { name: 'Whom to call' })).toContainText('Sam Reed')
})

test('a colleague without the right is not offered to merge, and cannot by its address', async ({ page, signIn, expectAccessible }) => {
  await signIn('Asha Rahman')
  await addEmployer(page, unique('Wath Joinery'))
  await expect(page.getByRole('region', { name: 'Details' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Merge with another record' })).toBeHidden()
  await page.goto('/duplicates/merge')
  await expect(page.getByText('Your role does not open this screen')).toBeVisible()
  await expectAccessible()
})
