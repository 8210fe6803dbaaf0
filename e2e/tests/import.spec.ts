import type { Page } from '@playwright/test'
import { companiesHouseFile } from '../support/companies.ts'
import { expect, test } from '../support/test.ts'

async function chooseFile(page: Page, name: string, buffer: Buffer, layout: 'Any spreadsheet' | 'Companies House bulk data' = 'Companies House bulk data') {
  await page.goto('/import')
  await page.getByRole('radio', { name: layout }).focus()
  await page.keyboard.press('Space')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer })
}

/** Waits until a worker has dealt with the file; the screen follows by itself. */
async function finished(page: Page, state = 'Finished') {
  await expect(page).toHaveURL(/\/import\/import_/)
  await expect(page.getByRole('status').filter({ hasText: state })).toBeVisible({ timeout: 30_000 })
}

/** What the screen tells about one kind of row. */
async function counted(page: Page, label: string): Promise<number> {
  const card = page.getByRole('main').getByText(label, { exact: true }).locator('..')
  return Number((await card.locator('p').first().innerText()).replaceAll(',', ''))
}

/** A name that is not like those of other runs, which would be taken for the same employer. */
const madeUp = (begins: string) => begins + Array.from({ length: 9 }, () => 'bcdfghjklmnpqrstvwxz'.charAt(Math.floor(Math.random() * 20))).join('')

test('a file goes in, says what became of every row, and changes nothing the second time', async ({ page, signIn, expectAccessible }) => {
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

test('a spreadsheet is mapped, tried out, taken in and undone', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const own = madeUp('Zz')
  const file = Buffer.from(
    `Firm;Reg no;Postcode;Staff;Main contact;Their e-mail\n${own} Forge Ltd;;S60 1AA;40;Dana Wells;dana@${own}.example\n` +
      `${own} Forge Limited;;S60 1AA;;;\n${own} Bakery;not one;S66 8AA;;;\n;;;12;;\n`,
  )
  await chooseFile(page, 'partners.csv', file, 'Any spreadsheet')
  await finished(page, 'Columns to be named')
  // What the hub did not tell from the names of the columns.
  for (const [column, field] of [['Reg no', 'Employer: company number'], ['Their e-mail', 'Person: e-mail']] as const) {
    const box = page.getByRole('combobox', { name: `What the column ${column} is` })
    if ((await box.inputValue()) === field) continue // remembered from the other screen's run in this hub
    await box.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(field)
    await expect(page.getByRole('option').and(page.locator('[data-combobox-selected]'))).toHaveText(field) // Enter takes it
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(box).toHaveValue(field)
  }
  await expectAccessible()
  await page.getByRole('button', { name: 'Try it out' }).press('Enter')
  await finished(page, 'Tried out')
  expect(await counted(page, 'New')).toBe(1)
  expect(await counted(page, 'Rejected')).toBe(3)
  await expect(page.getByRole('row').filter({ hasText: 'Line 2 is about the same employer already' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'is not a company number' })).toBeVisible()
  await expectAccessible()

  await page.getByRole('button', { name: 'Take it in' }).press('Enter')
  await finished(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download rejected rows' }).click()
  expect((await download).suggestedFilename()).toBe('rejected.csv')

  // The next file of the source: its columns are known, and the row without a number is the same employer.
  await chooseFile(page, 'partners.csv', Buffer.from(file.toString().replace(';40;', ';45;')), 'Any spreadsheet')
  await expect(page.getByText('The columns are named as in the last file of this kind')).toBeVisible()
  await page.getByRole('button', { name: 'Try it out' }).press('Enter')
  await finished(page, 'Tried out')
  expect(await counted(page, 'Changed')).toBe(1)
  await page.getByRole('combobox', { name: 'Which rows' }).click()
  await page.getByRole('option', { name: /^Changed/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Headcount: 40 → 45' })).toBeVisible()
  await page.getByRole('button', { name: 'Drop it' }).press('Enter')
  await finished(page, 'Dropped')

  await page.getByRole('link', { name: 'All imports' }).click()
  await page.getByRole('row').filter({ hasText: 'partners.csv' }).filter({ hasText: 'Finished' }).first().getByRole('link').click()
  await page.getByRole('button', { name: 'Undo this import' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).press('Enter')
  await finished(page, 'Undone')
  expect(await counted(page, 'Set back')).toBe(1)
  await page.goto(`/employers?q=${own}`)
  await expect(page.getByText(/No employer/).first()).toBeVisible()
})

test('a possible duplicate waits for a decision', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const own = madeUp('Yy')
  const take = async (head: string) => {
    await chooseFile(page, 'firms.csv', Buffer.from(`${head}\n${own} Castings Ltd,S60 1AB\n`), 'Any spreadsheet')
    await finished(page, 'Columns to be named')
    await page.getByRole('button', { name: 'Try it out' }).press('Enter')
    await finished(page, 'Tried out')
  }
  await take('Company,Postcode')
  await page.getByRole('button', { name: 'Take it in' }).press('Enter')
  await finished(page)

  await take('Employer name,Post code')
  await expect(page.getByText(`May be ${own} Castings Ltd, 99% likely: same name, same postcode, S60 1AB`)).toBeVisible()
  await expectAccessible()
  await page.getByRole('combobox', { name: /^Decision about/ }).click()
  await page.getByRole('option', { name: 'It is the same' }).click()
  await expect(page.getByRole('combobox', { name: /^Decision about/ })).toHaveValue('It is the same')
  await page.getByRole('button', { name: 'Take it in' }).press('Enter')
  await finished(page)
  expect(await counted(page, 'Unchanged')).toBe(1)
  expect(await counted(page, 'Possible duplicates')).toBe(0)
})

test('who may not import finds no way to and is told why', async ({ page, signIn }) => {
  await signIn('Asha Rahman')

  await page.goto('/import')

  await expect(page.getByText('Your role does not open this screen')).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Import' })).toHaveCount(0)
})
