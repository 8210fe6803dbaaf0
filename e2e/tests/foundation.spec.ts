import { expect, test } from '../support/test.ts'

test('the hub answers and is ready', async ({ request }) => {
  const response = await request.get('/healthz/ready')

  expect(response.status()).toBe(200)
})

test('the browser has fonts: text has pixels', async ({ page }) => {
  const inked = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!
    context.font = '40px sans-serif'
    context.fillText('Rotherham', 0, 50)
    return context.getImageData(0, 0, 250, 80).data.filter((value, i) => i % 4 === 3 && value > 0).length
  })

  expect(inked).toBeGreaterThan(500)
})

test('a page obeys the policy that its headers set', { tag: '@phone' }, async ({ page }) => {
  const refused: string[] = []
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) refused.push(message.text()) })

  await page.goto('/')
  await expect(page.getByRole('heading').first()).toBeVisible()

  expect(refused).toEqual([])
})
