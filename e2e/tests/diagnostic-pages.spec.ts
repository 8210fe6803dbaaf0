import type { Locator, Page } from '@playwright/test'
import { invite } from '../support/invite.ts'
import { expect, test } from '../support/test.ts'

const saveAndContinue = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click()
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const job = (page: Page, n: number) => page.getByRole('group', { name: `Job ${n}`, exact: true })

/** Saves the page after choosing the answers of these names, of a question that begins like that. */
async function choose(page: Page, question: string, ...answers: string[]): Promise<void> {
  await expect(heading(page)).toContainText(question)
  for (const answer of answers) await page.getByLabel(answer, { exact: true }).check()
  await saveAndContinue(page)
}

async function enter(page: Page, question: string, number: string): Promise<void> {
  await page.getByLabel(question).fill(number)
  await saveAndContinue(page)
}

/** Answers the standard diagnostic as an employer of 60, from the start page to the reference, and lets look at the pages. */
async function answerTheDiagnostic(page: Page, link: string, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(link)
  await expect(heading(page)).toHaveText('Employer skills diagnostic')
  await look('start')
  await page.getByRole('button', { name: 'Start now' }).click()

  await look('multiple')
  await choose(page, 'Which sites in Rotherham', 'A site in Rotherham that is not listed here')
  await enter(page, 'How many people work there?', '60')
  await choose(page, 'could you hire the skilled people', 'Some of them')
  await enter(page, 'How many vacancies do you have now?', '9')
  await look('number')
  await enter(page, 'How many of your 9 vacancies', '4')

  await look('group')
  await saveAndContinue(page)
  await expect(page).toHaveTitle(/^Error: Which jobs are hard to fill/)
  await page.getByRole('link', { name: 'Enter at least one job' }).click()
  await expect(job(page, 1).getByLabel('Job, as you call it')).toBeFocused()
  await job(page, 1).getByLabel('Job, as you call it').fill('Welder')
  await page.getByRole('button', { name: 'Add another job' }).click()
  await expect(job(page, 2).getByLabel('Job, as you call it')).toBeFocused()
  await job(page, 2).getByLabel('Job, as you call it').fill('Fitter')
  await job(page, 2).getByLabel('How many of these vacancies').fill('1')
  await saveAndContinue(page)
  await expect(page.getByRole('alert')).toContainText('Job 1: ')
  await look('group-errors')
  await job(page, 1).getByLabel('How many of these vacancies').fill('3')
  await job(page, 1).getByLabel('Few people apply').check()
  await job(page, 1).getByLabel('How many mainly because').fill('2')
  await job(page, 2).getByLabel('The pay or terms').check()
  await job(page, 2).getByLabel('How many mainly because').fill('1')
  await saveAndContinue(page)

  await expect(heading(page)).toHaveText('Which skills were hard to find?')
  await look('grid-of-checkboxes')
  const welder = page.getByRole('group', { name: 'Welder' })
  await welder.getByLabel('Specialist skills for the job').check()
  await welder.getByLabel('Working in a team').check()
  await saveAndContinue(page)
  await expect(heading(page)).toContainText('cannot yet do their whole job')
  await page.goto(link)
  await expect(page.getByText(/sections done/)).toBeVisible()
  await look('task-list')
  await page.getByRole('button', { name: 'Carry on' }).click()
  await enter(page, 'How many of your staff cannot yet do their whole job', '0')
  await choose(page, 'What training', 'None')
  await choose(page, 'What stops you from training', 'Cost')
  await choose(page, 'Which of these do you have', 'None of these')
  await choose(page, 'What will change the jobs', 'Automation and artificial intelligence')
  await expect(heading(page)).toHaveText('Which jobs or skills will you need?')
  await look('optional-group')
  await saveAndContinue(page)
  await page.getByLabel('I do not know').check()
  await saveAndContinue(page)
  await choose(page, 'Do you have apprentices', 'Yes, now')
  await expect(heading(page)).toContainText('How many apprentices might start')
  await look('grid-of-numbers')
  await page.getByLabel('Level 3, advanced').fill('two')
  await saveAndContinue(page)
  await page.getByRole('alert').getByRole('link').click()
  await expect(page.getByLabel('Level 3, advanced')).toBeFocused()
  await look('grid-of-numbers-errors')
  await page.getByLabel('Level 3, advanced').fill('2')
  await saveAndContinue(page)
  await choose(page, 'Do you pay the Growth and Skills Levy', 'No')
  await expect(heading(page)).toHaveText('What could you host?')
  await look('grid-of-radios')
  await page.getByRole('group', { name: 'A work trial' }).getByLabel('Interested').check()
  await saveAndContinue(page)
  await choose(page, 'Would you do any of these', 'Visit a school to talk about your work')
  await choose(page, 'Which of these do you offer', 'Flexible hours')
  await choose(page, 'How far are you with Disability Confident', 'We are Disability Confident Committed (level 1)')
  await page.getByLabel('Day').fill('31')
  await page.getByLabel('Month').fill('2')
  await page.getByLabel('Year').fill('2027')
  await saveAndContinue(page)
  await page.getByRole('alert').getByRole('link').click()
  await expect(page.getByLabel('Day')).toBeFocused()
  await look('date-errors')
  await page.getByLabel('Day').fill('27')
  await saveAndContinue(page)
  await choose(page, 'What stops local people', 'Transport')
  await expect(heading(page)).toHaveText('What one thing would help you most?')
  await look('long-text')
  await page.getByLabel('What one thing').fill('Somebody who tells us\nwhich course fits.')
  await saveAndContinue(page)
  await expect(page.getByLabel('Our team and the organisation that looks after you')).toBeChecked()
  await look('preset')
  await saveAndContinue(page)

  await expect(heading(page)).toHaveText('Check your answers before you send them')
  await look('check')
  await page.getByRole('link', { name: /^Change .*Which jobs are hard to fill/ }).click()
  await page.getByRole('link', { name: 'Back' }).click()
  await expect(heading(page)).toHaveText('Check your answers before you send them')
  await page.getByRole('link', { name: /^Change .*Which jobs are hard to fill/ }).click()
  await job(page, 2).getByLabel('Job, as you call it').fill('Maintenance fitter')
  await saveAndContinue(page)
  await expect(page.getByRole('main')).toContainText('Maintenance fitter')
  await page.getByRole('button', { name: 'Send my answers' }).click()

  await expect(heading(page)).toHaveText('Thank you, we have your answers')
  await look('done')
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an employer answers the whole diagnostic by personal link', { tag: '@phone' }, async ({ page, hub }) => {
    await answerTheDiagnostic(page, await invite(hub, 'diagnostic'), async () => {})
  })
})

test('every page of the diagnostic is accessible, and fits the width', { tag: '@phone' }, async ({ page, hub, expectAccessible }) => {
  test.slow()
  await answerTheDiagnostic(page, await invite(hub, 'diagnostic'), async (name) => {
    await expectAccessible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(true)
  })
})

test('entries and rows can be answered by keyboard alone', async ({ page, hub }) => {
  await page.goto(await invite(hub, 'diagnostic'))
  await page.getByRole('button', { name: 'Start now' }).click()
  await choose(page, 'Which sites in Rotherham', 'We have no site in Rotherham')
  for (const question of ['How many people work there?', 'could you hire', 'How many vacancies']) {
    await expect(heading(page)).toContainText(question)
    if (question === 'How many vacancies') await page.getByRole('textbox').fill('3')
    else await page.getByLabel('I do not know').check()
    await saveAndContinue(page)
  }
  await enter(page, 'How many of your 3 vacancies', '3')

  await tabTo(page, job(page, 1).getByLabel('Job, as you call it'))
  await page.keyboard.type('Welder')
  await tabTo(page, page.getByRole('button', { name: 'Add another job' }))
  await page.keyboard.press('Enter')
  await expect(job(page, 2).getByLabel('Job, as you call it')).toBeFocused()
  await page.keyboard.type('Fitter')
  await tabTo(page, page.getByRole('button', { name: 'Remove job 2' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Important' })).toBeFocused()
  await expect(job(page, 2)).toHaveCount(0)
  await expect(job(page, 1).getByLabel('Job, as you call it')).toHaveValue('Welder')
  await tabTo(page, job(page, 1).getByLabel('How many of these vacancies'))
  await page.keyboard.type('3')
  await tabTo(page, job(page, 1).getByLabel('Few people apply'))
  await page.keyboard.press('Space')
  await tabTo(page, job(page, 1).getByLabel('How many mainly because'))
  await page.keyboard.type('4')
  await page.keyboard.press('Enter') // saves the page, whichever buttons stand before that one

  await expect(page.locator('.govuk-error-summary')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(job(page, 1).getByLabel('How many mainly because')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')

  await expect(heading(page)).toHaveText('Which skills were hard to find?')
  await tabTo(page, page.getByRole('group', { name: 'Welder' }).getByLabel('Basic numeracy'))
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toContainText('cannot yet do their whole job')
})

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`forty presses of Tab do not reach ${String(wanted)}`)
}

test('the same link goes on with the answers on another device', async ({ page, browser, hub }) => {
  const link = await invite(hub, 'diagnostic')
  await page.goto(link)
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByLabel('We have no site in Rotherham').check()
  await page.getByRole('button', { name: 'Save and come back later' }).click()
  await expect(heading(page)).toHaveText('Your answers are saved')

  const other = await browser.newContext()
  const there = await other.newPage()
  await there.goto(hub.url + link)
  await expect(there.getByText('You have answered 1 of about')).toBeVisible()
  await there.getByRole('link', { name: 'Your organisation' }).click()
  await expect(heading(there)).toHaveText('How many people work there?')
  await other.close()
})
