import { expect, test } from '../support/test.ts'
import { addEmployer, unique } from '../support/staff.ts'

test('numbers of registers are added by keyboard; a wrong one is told beside it, a held one says whose it is, and nothing typed is lost', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const [holder, other] = [unique('Thomas Rotherham Trust'), unique('Winterhill Learning')]
  const ukprn = `1${String(Date.now() % 1e7).padStart(7, '0')}`
  const details = page.getByRole('region', { name: 'Details' })
  const dialog = page.getByRole('dialog', { name: 'Numbers' })
  await addEmployer(page, holder)

  await page.getByRole('button', { name: 'Change numbers' }).focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Add number' }).press('Enter')
  await expect(dialog.getByRole('combobox', { name: 'Register 1' })).toBeFocused()
  for (const [register, wrong, example] of [
    ['Charity (Scotland)', '012345', 'SC012345'],
    ['Charity (England and Wales)', '12345', '1089464'],
    ['Charity (Northern Ireland)', 'NI100123', 'NIC100123'],
    ['UKPRN', '20005534', '10005534'],
    ['URN of a school', '10695', '106957'],
    ['Company number', '12 34x', '01234567'],
  ] as const) {
    await dialog.getByRole('combobox', { name: 'Register 1' }).click()
    await page.getByRole('option', { name: register, exact: true }).click()
    await dialog.getByRole('textbox', { name: 'Number 1' }).fill(wrong)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText(example)
    await expect(dialog.getByRole('textbox', { name: 'Number 1' })).toHaveAttribute('aria-invalid', 'true')
    await expect(dialog.getByRole('textbox', { name: 'Number 1' })).toHaveValue(wrong)
  }
  await expectAccessible()
  await dialog.getByRole('combobox', { name: 'Register 1' }).click()
  await page.getByRole('option', { name: 'UKPRN', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Number 1' }).fill(ukprn)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(details).toContainText(`UKPRN ${ukprn}`)
  await expectAccessible()

  await addEmployer(page, other)
  await page.getByRole('button', { name: 'Change numbers' }).click()
  await dialog.getByRole('button', { name: 'Add number' }).click()
  await dialog.getByRole('combobox', { name: 'Register 1' }).click()
  await page.getByRole('option', { name: 'UKPRN', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Number 1' }).fill(ukprn)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText(`${holder} has this UKPRN already`)
  await dialog.getByRole('button', { name: 'Take out number 1' }).press('Enter')
  await expect(dialog.getByRole('button', { name: 'Add number' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('names with their days, SIC codes with their edition, growth sectors and a size from a day are kept, and the history tells them', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Aldwarke Forgings'))
  const details = page.getByRole('region', { name: 'Details' })
  const dialog = page.getByRole('dialog')

  await page.getByRole('button', { name: 'Change other names' }).click()
  await dialog.getByRole('button', { name: 'Add name' }).press('Enter')
  await expect(dialog.getByRole('textbox', { name: 'Name 1' })).toBeFocused()
  await page.keyboard.insertText('n'.repeat(301))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('300')
  await dialog.getByRole('textbox', { name: 'Name 1' }).fill('Aldwarke & Sons')
  await dialog.getByRole('combobox', { name: 'Sort 1' }).click()
  await page.getByRole('option', { name: 'Was called' }).click()
  await dialog.getByLabel('From 1').fill('1 March 1998')
  await dialog.getByLabel('Until 1').fill('1 March 1997')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('cannot end before it begins')
  await expectAccessible()
  await dialog.getByLabel('Until 1').fill('30 June 2004')
  await page.keyboard.press('Enter')
  await expect(details).toContainText('Was called Aldwarke & Sons from 1 March 1998 until 30 June 2004')
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Change industry' }).click()
  await dialog.getByRole('button', { name: 'Add code' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Code 1' })).toBeFocused()
  await page.keyboard.type('99998')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('The 2007 edition has no code 99998')
  await expectAccessible()
  await dialog.getByRole('textbox', { name: 'Code 1' }).fill('25500')
  await page.keyboard.press('Enter')
  await expect(details).toContainText('25500')
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Change growth sectors' }).click()
  await expect(details.getByRole('combobox', { name: 'Growth sectors' })).toBeFocused()
  for (const [typed, sector] of [['adv', 'Advanced Manufacturing'], ['def', 'Defence']] as const) {
    await page.keyboard.type(typed)
    await expect(page.getByRole('option').first()).toHaveText(sector)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Tab')
  await expectAccessible()
  await details.getByRole('button', { name: 'Save' }).click()
  await expect(details).toContainText('Advanced Manufacturing, Defence')

  await page.getByRole('button', { name: 'Change people employed' }).click()
  await page.getByRole('textbox', { name: 'People employed' }).fill('40')
  await details.getByLabel('Since').fill('1 November 2026')
  await page.keyboard.press('Enter')
  await expect(details).toContainText('Since 1 November 2026')
  await page.getByRole('button', { name: 'Change people employed' }).click()
  await page.getByRole('textbox', { name: 'People employed' }).fill('60')
  await details.getByLabel('Since').fill('1 October 2026')
  await page.keyboard.press('Enter')
  await expect(details).toContainText('Another number holds from 1 November 2026')
  await details.getByLabel('Since').fill('10 November 2026')
  await page.keyboard.press('Enter')
  await expect(details).toContainText('60 people, medium')
  await expect(details).toContainText('40 people from 1 November 2026 until 10 November 2026')
  await expectAccessible()

  await page.getByRole('tab', { name: 'History' }).click()
  const history = page.getByRole('tabpanel')
  await expect(history).toContainText('Growth sectors: Advanced Manufacturing, Defence')
  await expect(history).toContainText('Aldwarke & Sons (previous, from 1 March 1998, until 30 June 2004)')
})

test('a field that a register told of says so, and what the register says when somebody knows better', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await page.goto('/employers')
  const first = page.getByRole('main').getByRole('link', { name: /Ltd|Limited/i }).first()
  await first.click()
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details).toContainText(/From Companies House, \d/)
  await expectAccessible()
})
