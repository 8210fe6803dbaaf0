import type { Page } from '@playwright/test'
import { companiesHouseFile } from '../support/companies.ts'
import { expect, test } from '../support/test.ts'

async function chooseFile(page: Page, name: string, buffer: Buffer) {
  await page.goto('/import')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer })
}

/** Waits until a worker has dealt with the file; the screen follows by itself. */
async function finished(page: Page) {
  await expect(page).toHaveURL(/\/import\/import_/)
  await expect(page.getByRole('status').filter({ hasText: 'Finished' })).toBeVisible({ timeout: 30_000 })
}

/** What the screen tells about one kind of row. */
async function counted(page: Page, label: string): Promise<number> {
  const card = page.getByRole('main').getByText(label, { exact: true }).locator('..')
  return Number((await card.locator('p').first().innerText()).replaceAll(',', ''))
}

test('a file goes in, says what became of every row, and changes nothing the second time', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const file = companiesHouseFile(400)

  await chooseFile(page, 'companies.csv', file)

  await finished(page)
  const rejected = await counted(page, 'Rejected')
  expect(rejected).toBeGreaterThan(0)
  expect((await counted(page, 'New')) + (await counted(page, 'Changed')) + (await counted(page, 'Unchanged')) + rejected).toBe(400)
  await expect(page.getByRole('row').filter({ hasText: 'The company number' }).first()).toBeVisible()
  await expectAccessible()

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download rejected rows' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)

  await chooseFile(page, 'companies.csv', file)
  await finished(page)
  expect(await counted(page, 'New')).toBe(0)
  expect(await counted(page, 'Changed')).toBe(0)

  await page.getByRole('link', { name: 'All imports' }).click()
  await expect(page.getByRole('link', { name: 'companies.csv' }).first()).toBeVisible()
  await expectAccessible()
})

for (const [what, content, words] of [
  ['with other columns', 'Name,Town\nDon Valley Castings,Rotherham\n', /column/],
  ['that is empty', '', /empty/],
] as const) {
  test(`a file ${what} is refused with words that help`, async ({ page, signIn }) => {
    await signIn('Martin Oldroyd')

    await chooseFile(page, 'wrong.csv', Buffer.from(content))

    await expect(page.getByRole('alert')).toContainText('was not taken in')
    await expect(page.getByRole('alert')).toContainText(words)
  })
}

test('who may not import finds no way to and is told why', async ({ page, signIn }) => {
  await signIn('Asha Rahman')

  await page.goto('/import')

  await expect(page.getByText('Your role does not open this screen')).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Import' })).toHaveCount(0)
})
