import type { Page } from '@playwright/test'
import { invite } from '../support/invite.ts'
import { expect, test } from '../support/test.ts'

const saveAndContinue = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click()

/** Answers the pulse from the start page to the reference, and lets look at every page on the way. */
async function answerThePulse(page: Page, link: string, look: () => Promise<void>): Promise<void> {
  await page.goto(link)
  await expect(page).toHaveTitle('Skills pulse – Rotherham Council')
  await look()
  await page.getByRole('button', { name: 'Start now' }).click()

  await look()
  await saveAndContinue(page)
  await expect(page).toHaveTitle(/^Error: Compared with 3 months ago/)
  await expect(page.getByRole('alert')).toContainText('Select whether hiring skilled people is easier, the same or harder')
  await look()
  await page.getByLabel('Harder').check()
  await saveAndContinue(page)

  await look()
  await page.getByLabel('How many vacancies').fill('9')
  await saveAndContinue(page)

  await page.getByLabel('Of your 9 vacancies').fill('12')
  await saveAndContinue(page)
  await expect(page.getByLabel('Of your 9 vacancies')).toHaveValue('12')
  await look()
  await page.getByLabel('Of your 9 vacancies').fill('4')
  await page.getByRole('button', { name: 'Save and come back later' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your answers are saved')
  await look()

  await page.goto(link)
  await expect(page.getByText('You have answered 3 of 6 questions')).toBeVisible()
  await look()
  await page.getByRole('button', { name: 'Carry on' }).click()
  await page.getByLabel('I do not know').check()
  await saveAndContinue(page)
  await page.getByLabel('More').check()
  await saveAndContinue(page)
  await look()
  await page.getByLabel('Recruitment').check()
  await page.getByLabel('Health at work').check()
  await saveAndContinue(page)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers before you send them')
  await look()
  await page.getByRole('link', { name: /^Change .* hard to fill/ }).click()
  await page.getByLabel('Of your 9 vacancies').fill('5')
  await saveAndContinue(page)
  await expect(page.getByRole('main')).toContainText('how many are hard to fill? 5')
  await page.getByRole('button', { name: 'Send my answers' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, we have your answers')
  await expect(page.getByText(/^RH-[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible()
  await look()
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an employer answers the pulse by personal link', { tag: '@phone' }, async ({ page, hub }) => {
    await answerThePulse(page, await invite(hub), async () => {})
  })
})

test('every page of the pulse is accessible, and fits the width', { tag: '@phone' }, async ({ page, hub, expectAccessible }) => {
  await answerThePulse(page, await invite(hub), async () => {
    await expectAccessible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
})

test('the pulse can be answered by keyboard alone', async ({ page, hub }) => {
  await page.goto(await invite(hub))
  await tabTo(page, 'Start now')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Easier')
  while (!(await page.getByLabel('Harder').isChecked())) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, 'How many vacancies')
  await page.keyboard.type('many')
  await page.keyboard.press('Enter')

  await expect(page.locator('.govuk-error-summary')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('How many vacancies')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  for (const answer of ['None: all our staff are fully able', 'Fewer']) {
    await tabTo(page, 'More')
    while (!(await page.getByLabel(answer).isChecked())) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  await tabTo(page, 'Nothing, thank you')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Send my answers')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, we have your answers')
})

/** Presses Tab until the focus is on what is called that. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name }).or(page.getByLabel(name)).first()
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`twenty presses of Tab do not reach ${name}`)
}

for (const { way, button, told } of [
  { way: 'Not now, thank you', button: 'Do not remind me', told: 'We will not remind you' },
  { way: 'This is not for me', button: 'Stop asking me', told: 'We will not ask you again' },
  { way: 'Jo Swann has left', button: 'Yes, this person has left', told: 'Thank you for telling us' },
]) {
  test(`a person can say: ${way}`, { tag: '@phone' }, async ({ page, hub, expectAccessible }) => {
    const link = await invite(hub)
    await page.goto(link)
    await page.getByRole('link', { name: way }).click()
    await expectAccessible()
    await page.getByRole('button', { name: button }).click()

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(told)
    await expectAccessible()
    await page.goto(link)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(told)
  })
}

test('two tabs: the second says what happened and keeps what was chosen', async ({ page, context, hub }) => {
  await page.goto(await invite(hub))
  await page.getByRole('button', { name: 'Start now' }).click()
  const second = await context.newPage()
  await second.goto(page.url())
  await page.getByLabel('Harder').check()
  await saveAndContinue(page)
  await second.getByLabel('Easier').check()
  await saveAndContinue(second)

  await expect(second.getByText('This question was answered in another window')).toBeVisible()
  await expect(second.getByLabel('Easier')).toBeChecked()
})

for (const path of ['/a/privacy', '/a/accessibility', '/a/wrong']) {
  test(`${path} is accessible`, { tag: '@phone' }, async ({ page, expectAccessible }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible()
  })
}
