import { readFile } from 'node:fs/promises'
import { expect, test } from '../support/test.ts'

test('the list of employers as it is narrowed is downloaded', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await page.goto('/employers?key=yes')
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await expect(page.getByRole('button', { name: 'As CSV' })).toBeFocused()
  await expectAccessible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('employers.csv')
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(lines[0]).toContain('Name,Company number,Status')
  expect(lines.length).toBeGreaterThan(1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Employers')

  const workbook = page.waitForEvent('download')
  await page.getByRole('button', { name: 'As Excel' }).press('Enter')
  expect((await workbook).suggestedFilename()).toBe('employers.xlsx')

  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: /^Choose (?!all)/ }).first().check()
  const chosen = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).press('Enter')
  expect((await readFile(await (await chosen).path(), 'utf8')).trim().split('\r\n')).toHaveLength(2)
})

test('who may not export finds no way to', async ({ page, signIn }) => {
  await signIn('Asha Rahman')
  await page.goto('/employers')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export' })).toHaveCount(0)
  const refused = await page.request.post('/exports/employers', { form: { format: 'csv' } })
  expect(refused.status()).toBe(403)
})

test('the members of a network are downloaded as they are narrowed', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await page.goto('/network?state=ACTIVE')
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await expect(page.getByRole('button', { name: 'As CSV' })).toBeFocused()
  await expectAccessible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('members.csv')
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(lines[0]).toContain('Employer,Company number,Stands')
  expect(lines.slice(1).length).toBeGreaterThan(0)
  expect(lines.slice(1).every((line) => line.includes(',active,'))).toBe(true)
})
