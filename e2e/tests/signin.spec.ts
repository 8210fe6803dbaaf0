import { expect, test } from '../support/test.ts'

test('a visitor picks a demo user and is signed in', { tag: '@phone' }, async ({ page, expectAccessible }) => {
  await page.goto('/')
  await expect(page.getByText('Asha Rahman')).toBeVisible()
  await expectAccessible()

  await page.getByText('Asha Rahman').click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Today')
  await expectAccessible()
})

test('a session opens the address that was asked for', async ({ page, signIn }) => {
  await signIn('Martin Oldroyd')

  await page.goto('/employers')

  await expect(page).toHaveURL(/\/employers/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Employers')
})
