import type { Page } from '@playwright/test'
import { addEmployer, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

/** Sends a list by the keyboard and the file chooser, and waits until it was compared. */
async function send(page: Page, day: string, rows: string[]) {
  await page.goto('/accreditations/lists')
  await page.getByRole('combobox', { name: 'Scheme' }).click()
  await page.getByRole('option', { name: 'Carer Confident' }).click()
  const form = page.getByRole('form', { name: 'Import published list' })
  const chooser = page.waitForEvent('filechooser')
  await form.getByRole('button', { name: /File, CSV or Excel/ }).click()
  await (await chooser).setFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(['Employer,Town,Post code', ...rows].join('\n')) })
  await form.getByLabel('Day of the list').fill(day)
  await page.keyboard.press('Tab')
  await form.getByRole('button', { name: 'Send' }).click()
}

const state = (page: Page, words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible({ timeout: 30_000 })

test('a list is compared, decided, applied, followed by the next one and undone', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const sure = unique('Wentworth Castings'), away = unique('Hoober Joinery')
  await addEmployer(page, sure, { postcode: 'S62 7TX' })
  const employer = page.url()
  await addEmployer(page, away, { postcode: 'S62 7TY' })
  const rows = [`${sure} Ltd,Rotherham,S62 7TX`, `${away},Exeter,EX1 1AA`]

  await send(page, '1 October 2026', rows)
  await state(page, 'Waits to be applied')
  const row = page.getByRole('region', { name: away })
  await expect(row.getByText('To be decided')).toBeVisible()
  await expectAccessible()
  await row.getByRole('button', { name: `It is ${away}` }).focus()
  await page.keyboard.press('Enter')
  await expect(row.getByText('Matched, new award')).toBeVisible()
  await page.getByRole('button', { name: 'Apply it' }).click()
  await state(page, 'In')

  await send(page, '1 October 2026', rows)
  await expect(page.getByText(/This is the same list/)).toBeVisible()

  await send(page, '1 November 2026', [`${sure} Limited,Rotherham,S62 7TX`])
  await state(page, 'Waits to be applied')
  await page.getByRole('button', { name: 'Apply it' }).click()
  await state(page, 'In')
  const list = page.url()
  await page.goto(`${employer}/accreditations`)
  const standing = page.getByRole('region', { name: 'Carer Confident' })
  await expect(standing.getByText(/^On the published list of 1 November 2026/)).toBeVisible()
  await standing.getByRole('button', { name: 'All 2 lists: Carer Confident' }).press('Enter')
  await expect(standing.getByText(/^On the published list of 1 November 2026; 1 October 2026/)).toBeVisible()
  await expectAccessible()
  await page.goto(list)
  await page.getByRole('combobox', { name: 'Show' }).click()
  await page.getByRole('option', { name: 'No longer listed', exact: true }).click()
  await expect(page.getByRole('table', { name: 'No longer listed' }).getByRole('link', { name: away })).toBeVisible()
  await expectAccessible()

  await page.getByRole('button', { name: 'Undo this list' }).click()
  const dialog = page.getByRole('dialog', { name: 'Undo this list' })
  await dialog.getByRole('button', { name: 'Undo it' }).click()
  await expect(dialog).toBeHidden()
  await state(page, 'Undone')
})
