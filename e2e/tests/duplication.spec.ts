import { addEmployer, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

test('an employer that two partners rang is counted, and leads to the contacts', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('AAA Thrybergh Tubes') // first by name
  await addEmployer(page, name)
  const address = page.url()
  for (const who of ['Martin Oldroyd', 'Helen Sykes']) {
    await signIn(who)
    await page.goto(address)
    await page.getByRole('main').getByRole('button', { name: 'Log interaction' }).first().click()
    const drawer = page.getByRole('dialog', { name: 'Log interaction' })
    await drawer.getByLabel('What happened').fill('Asked about vacancies.')
    await drawer.getByRole('button', { name: 'Log interaction' }).click()
    await expect(page.getByText(`Logged for ${name}`)).toBeVisible()
  }

  await signIn('Martin Oldroyd')
  await page.goto('/reports/duplication')
  const figure = page.getByRole('region', { name: 'The figure' })
  await expect(figure).toContainText(/\d+ of [\d,]+ employers?/)
  await expect(figure).toContainText(/\d+ of \d+ partners logged contacts/)
  const row = page.getByRole('row', { name: new RegExp(name) })
  await expect(row).toContainText('Chamber of Commerce, call on')
  await expect(row).toContainText('Rotherham Council, call on')
  await expectAccessible()

  await page.getByLabel('As known on').fill('1 March 2020')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No employer was contacted twice')).toBeVisible()
  await expect(page).toHaveURL(/as-at=2020-03-01/)
})
