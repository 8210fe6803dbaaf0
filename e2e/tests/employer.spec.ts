import { expect, test } from '../support/test.ts'
import { addEmployer, addPerson, unique } from '../support/staff.ts'

test('an employer is added with a site and a person, and its history tells who did what', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Don Valley Castings')
  await addEmployer(page, name, { legalForm: 'Private limited company' })
  await expectAccessible()

  await page.getByRole('tab', { name: /^Sites/ }).click()
  await page.getByRole('button', { name: 'Add site' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add site' })
  await dialog.getByLabel('Name').fill('Templeborough works')
  await dialog.getByLabel('Postcode').fill('not one')
  await dialog.getByRole('button', { name: 'Add site' }).click()
  await expect(dialog.getByRole('alert')).toContainText('There is a problem')
  await expect(dialog.getByLabel('Postcode')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible()
  await dialog.getByLabel('Postcode').fill('s601dx')
  await dialog.getByLabel('People who work there').fill('612')
  await dialog.getByRole('button', { name: 'Add site' }).click()
  await expect(page.getByRole('region', { name: 'Templeborough works' })).toContainText('S60 1DX')
  await expectAccessible()

  await addPerson(page, { name: 'Sam Reed', email: 'sam.reed@donvalley.example', jobTitle: 'HR director', does: 'HR director' })
  await expect(page.getByRole('region', { name: 'Whom to call' })).toContainText('Sam Reed')
  await expectAccessible()

  await page.getByRole('button', { name: 'Change people employed' }).click()
  await page.getByRole('textbox', { name: 'People employed' }).fill('640')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('640 people, large')
  await expect(page.getByRole('button', { name: 'Change people employed' })).toBeFocused()

  await page.getByRole('tab', { name: 'History' }).click()
  const history = page.getByRole('tabpanel')
  await expect(history).toContainText('Headcount: 640')
  await expect(history).toContainText('Templeborough works')
  await expect(history).toContainText('Martin Oldroyd')
  await expectAccessible()
})

test('two people who change the same fact: the second sees what the first did, and keeps what was typed', async ({ page, context, signIn }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Aston Precision'))
  const other = await context.newPage()
  await other.goto(page.url())

  await other.getByRole('button', { name: 'Change people employed' }).click()
  await other.getByRole('textbox', { name: 'People employed' }).fill('55')
  await page.getByRole('button', { name: 'Change people employed' }).click()
  await page.getByRole('textbox', { name: 'People employed' }).fill('60')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('60 people')
  await other.keyboard.press('Enter')

  await expect(other.getByRole('region', { name: 'Details' }).getByRole('alert')).toContainText('People employed: Not known, now 60 people, medium')
  await expect(other.getByRole('textbox', { name: 'People employed' })).toHaveValue('55')
  await other.getByRole('button', { name: 'Save mine' }).click()
  await expect(other.getByRole('region', { name: 'Details' })).toContainText('55 people')
})

test('an objection stands beside the person it came from, and a role that ended says until when', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Forge Island Hotels'))
  await addPerson(page, { name: 'Jo Pell', email: 'jo.pell@forge.example' })
  const jo = page.getByRole('region', { name: 'Jo Pell' })

  await page.getByRole('button', { name: 'More about Jo Pell' }).click()
  await page.getByRole('menuitem', { name: 'Record an objection' }).click()
  await page.getByLabel('How it reached us').fill('by phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Record objection' }).click()
  await expect(jo).toContainText('Does not want to hear about: everything')
  await expectAccessible()

  await page.getByRole('button', { name: 'More about Jo Pell' }).click()
  await page.getByRole('menuitem', { name: 'End this role' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End role' }).click()
  await expect(jo).toContainText('Until')
})
