import { expect, test } from '../support/test.ts'
import { addEmployer, tabTo, unique } from '../support/staff.ts'

test('an interaction with a follow-up is logged by keyboard alone, stands on the timeline and waits under Today', async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Manvers Foods')
  const task = unique('Send the levy transfer guide')
  await addEmployer(page, name)

  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('textbox', { name: 'What happened' })).toBeFocused()
  await page.keyboard.type('Two machining starts planned for September.')
  await tabTo(page, 'Follow-up task')
  await page.keyboard.type(task)
  await expectAccessible()
  await page.keyboard.press('Control+Enter')

  await expect(page.getByRole('tabpanel')).toContainText('Two machining starts planned for September.')
  await expect(page.getByRole('region', { name: 'To do' })).toContainText(task)

  await page.goto('/')
  const box = page.getByRole('checkbox', { name: task })
  await expect(box).toBeVisible()
  await expectAccessible()
  await box.focus()
  await page.keyboard.press('Space')
  await expect(box).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(box).toBeVisible()
})

test('the form asks for what is missing, and takes dates as people write them', { tag: '@phone' }, async ({ page, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  const name = unique('Wickersley Care')
  await addEmployer(page, name)
  await page.goto('/')

  await page.getByRole('button', { name: 'Log interaction' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Log interaction' })
  await drawer.getByRole('button', { name: 'Log interaction' }).click()
  await expect(drawer.getByRole('alert')).toContainText('Choose the employer')
  await expect(drawer.getByRole('alert')).toContainText('Say what happened')
  await expectAccessible()

  await drawer.getByRole('textbox', { name: 'Employer' }).fill(name)
  await page.getByRole('option', { name }).click()
  await drawer.getByLabel('What happened').fill('Visited the new wing.')
  await drawer.getByText('Visit', { exact: true }).click()
  await drawer.getByLabel('When').fill('yesterday')
  await drawer.getByLabel('When').blur()
  await drawer.getByRole('button', { name: 'Log interaction' }).click()

  await expect(page.getByText(`Logged for ${name}`)).toBeVisible()
  await page.goto(`/employers?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('tabpanel')).toContainText('Visited the new wing.')
})

test('a draft outlives a reload', async ({ page, signIn }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Bramley Logistics'))
  await page.keyboard.press('Control+Shift+L')
  await page.getByLabel('What happened').fill('Half a sentence')

  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bramley Logistics')
  await page.keyboard.press('Control+Shift+L')

  await expect(page.getByLabel('What happened')).toHaveValue('Half a sentence')
  await page.getByRole('button', { name: 'Start afresh' }).click()
  await expect(page.getByLabel('What happened')).toHaveValue('')
})

test('an answer that gets lost on the way does not log twice', async ({ page, signIn }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Maltby Energy'))
  let lose = true
  await page.route('**/graphql', async (route) => {
    if (!lose || !route.request().postData()?.includes('RecordInteraction')) return route.fallback()
    lose = false
    await route.fetch() // the hub acts
    return route.abort() // and nobody hears of it
  })

  await page.keyboard.press('Control+Shift+L')
  await page.getByLabel('What happened').fill('Rang about the open day.')
  const drawer = page.getByRole('dialog', { name: 'Log interaction' })
  await drawer.getByRole('button', { name: 'Log interaction' }).click()
  await expect(drawer.getByRole('alert')).toContainText('The hub cannot be reached')
  await drawer.getByRole('button', { name: 'Log interaction' }).click()
  await expect(drawer).toBeHidden()

  await expect(page.getByRole('tabpanel').getByText('Rang about the open day.')).toHaveCount(1)
})

test('nothing typed is lost when the session ends', async ({ page, context, signIn, expectAccessible }) => {
  await signIn('Martin Oldroyd')
  await addEmployer(page, unique('Thurcroft Fabrications'))
  await page.keyboard.press('Control+Shift+L')
  await page.getByLabel('What happened').fill('Asked for help with a redundancy.')

  await context.clearCookies()
  await page.getByRole('dialog', { name: 'Log interaction' }).getByRole('button', { name: 'Log interaction' }).click()
  const again = page.getByRole('dialog', { name: 'You are signed out' })
  await expect(again).toBeVisible()
  await expectAccessible()
  await again.getByRole('button', { name: 'Martin Oldroyd' }).click()

  await expect(page.getByRole('tabpanel')).toContainText('Asked for help with a redundancy.')
})
