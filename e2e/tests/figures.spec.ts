import { expect, test } from '../support/test.ts'

test('places offered and filled are counted by months and quarters, and analysts are told of no few people', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Nadia Hussain')
  await page.goto('/placements/figures')
  const places = page.getByRole('table', { name: 'Places by period' })
  await expect(places.getByRole('row')).toHaveCount(10) // April to November with the head and the sum
  await expect(page.getByRole('status')).toContainText(/offered placements from 1 April 2026 to/)
  await expect(places.getByRole('row', { name: /^November 2026/ })).toContainText(/[1-9]/)
  await expect(page.getByRole('table', { name: 'Employers by ownership' }).getByRole('row')).toHaveCount(5)
  await expectAccessible()

  await page.getByText('Quarters', { exact: true }).click()
  await expect(places.getByRole('row', { name: /^October 2026 to November 2026/ })).toBeVisible()
  await page.goto('/placements/figures?from=2026-11-01&until=2026-10-01')
  await expect(page.getByText(/the period ends before it begins/i).first()).toBeVisible()
  await page.goto('/placements/figures?known=2026-11-01')
  await expect(page.getByText('As known on 1 November 2026')).toBeVisible()

  await signIn('Grace Adeyemi')
  await page.goto('/placements/figures')
  await expect(page.getByText('Counts of people are to the nearest 5')).toBeVisible()
  const counts = await places.getByRole('row').evaluateAll((rows) => rows.slice(1).flatMap((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent)))
  expect(counts.length).toBeGreaterThan(10)
  expect(counts.filter((count) => !/^(\d*[05]|fewer than 5|not told)$/.test(count))).toEqual([])
  await expectAccessible()
})
