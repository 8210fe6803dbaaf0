import { addEmployer, addPerson, unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'
import type { Page } from '@playwright/test'

/** Records a check of a site as far as the dialog asks for it. */
async function check(page: Page, kind: string, role: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.getByRole('button', { name: `Put it right: ${kind} for ${role}` }).click()
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${kind} of`) })
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog).toBeHidden()
}

test('two coordinators match, confirm, start and complete placements, and a refused one says what to do', async ({ page, browser, hub, signIn, expectAccessible }) => {
  test.setTimeout(130_000)
  const name = unique('Canklow Castings')
  const role = unique('Fettler')
  const references = [unique('PW').replace(' ', '-'), unique('PW').replace(' ', '-'), unique('PW').replace(' ', '-')] as [string, string, string]

  // An opportunity with two places from today on, whose insurance runs out today.
  await signIn('Martin Oldroyd')
  await addEmployer(page, name)
  await page.getByRole('tab', { name: 'Placements' }).click()
  await page.getByRole('link', { name: 'add one first' }).click()
  await page.getByRole('button', { name: 'Add site' }).click()
  await page.getByRole('dialog', { name: 'Add site' }).getByLabel('Name').fill('Canklow works')
  await page.getByRole('dialog', { name: 'Add site' }).getByRole('button', { name: 'Add site' }).click()
  await addPerson(page, { name: 'Rosa Field', jobTitle: 'Works manager' })
  await page.getByRole('tab', { name: 'Placements' }).click()
  await page.getByRole('button', { name: 'Add opportunity' }).click()
  const form = page.getByRole('dialog', { name: 'Add opportunity' })
  await form.getByRole('combobox', { name: 'Programme' }).click()
  await page.getByRole('option', { name: 'Work Ready placement' }).click()
  await form.getByLabel('Role').fill(role)
  await form.getByLabel('Places').fill('2')
  await form.getByLabel('First day').fill('today')
  await form.getByLabel('From').fill('09:00')
  await form.getByLabel('Until').fill('16:00')
  await form.getByRole('button', { name: 'Add opportunity' }).press('Enter')
  await expect(form).toBeHidden()
  await check(page, 'Employers’ liability insurance', role, async (dialog) => { await dialog.getByLabel('Last day on which it holds').fill('31 March 2099') })
  await check(page, 'Risk assessment', role, async (dialog) => { await dialog.getByLabel('It considers young people').check() })
  await page.getByRole('button', { name: `Open it: ${role}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open it' }).click()
  await expect(page.getByRole('button', { name: `It is filled: ${role}` })).toBeVisible()

  // A manager is told of the places, and not of who takes part.
  await page.getByRole('link', { name: role }).click()
  await expect(page.getByText('2 places, 2 left')).toBeVisible()
  await expect(page.getByText('Who is placed here is told to placement staff.')).toBeVisible()
  const opportunity = page.url()
  await page.goto('/placements/participants')
  await expect(page.getByText('Your role does not allow this').first()).toBeVisible()

  // The first coordinator adds participants and proposes them.
  await signIn('Nadia Hussain')
  for (const reference of references) {
    await page.goto('/placements/participants')
    await page.getByRole('button', { name: 'Add participant' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add participant' })
    await dialog.getByLabel('Reference').fill('Jo Bloggs')
    await dialog.getByRole('combobox', { name: 'Programme' }).click()
    await page.getByRole('option', { name: 'Work Ready placement' }).click()
    await dialog.getByRole('combobox', { name: 'Age' }).click()
    await page.getByRole('option', { name: '25 to 49' }).click()
    await dialog.getByRole('button', { name: 'Add participant' }).click()
    await expect(dialog.getByText(/not a name: letters/).first(), 'a name is no reference').toBeVisible()
    if (reference === references[0]) await expectAccessible()
    await dialog.getByLabel('Reference').fill(reference)
    await dialog.getByRole('button', { name: 'Add participant' }).click()
    await expect(page.getByRole('heading', { level: 1, name: reference })).toBeVisible()
  }
  await expectAccessible()
  await page.goto(opportunity)
  await page.getByRole('button', { name: 'Propose participants' }).click()
  const proposing = page.getByRole('dialog', { name: `Propose participants: ${role}` })
  for (const reference of references) {
    await proposing.getByRole('combobox', { name: 'Participants' }).fill(reference)
    await page.getByRole('option', { name: reference }).click()
  }
  await proposing.getByRole('button', { name: 'Propose' }).press('Enter')
  await expect(proposing).toBeHidden()
  const waiting = page.getByRole('region', { name: 'Proposed, matched and accepted' })
  await expect(waiting.getByRole('row')).toHaveCount(4)
  await expectAccessible()

  // The second one watches the board meanwhile, all of it at once: what scrolls while it is dragged is another card.
  const other = await browser.newContext({ baseURL: hub.url, locale: 'en-GB', timezoneId: 'Europe/London', viewport: { width: 1280, height: 2400 } })
  const second = await other.newPage()
  const danielle = hub.users.find((user) => user.name === 'Danielle Frost')
  await second.request.post('/auth/development', { data: { userId: danielle?.id }, headers: { origin: hub.url } })
  await second.goto('/placements/board?programme=WORK_READY')
  const card = (column: string, reference: string) => second.getByRole('region', { name: column, exact: true }).getByRole('listitem').filter({ hasText: reference })
  await expect(card('Proposed', references[0])).toBeVisible()

  const together = async (step: string, fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) => {
    await waiting.getByRole('checkbox', { name: 'Choose all on this page' }).check()
    await waiting.getByRole('button', { name: step, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${step}:`) })
    await fill?.(dialog)
    await dialog.getByRole('button', { name: step }).press('Enter')
  }
  await together('Match')
  const refused = page.getByRole('dialog', { name: '0 placements matched, 3 not' })
  await expect(refused.getByText(`${references[0]}: It is not recorded that anything of the participant was shared`, { exact: false }), 'it says what to do').toBeVisible()
  await expectAccessible()
  await refused.getByRole('button', { name: 'Close', exact: true }).last().click()
  await waiting.getByRole('button', { name: 'Match', exact: true }).click()
  const matching = page.getByRole('dialog', { name: 'Match: 3 placements' })
  await matching.getByLabel('Skills and experience').check()
  await matching.getByRole('button', { name: 'Match' }).press('Enter')
  await expect(matching).toBeHidden()
  await expect(card('Matched', references[0]), 'the other sees it at once').toBeVisible()

  // She drags one to where it goes, and moves another with the keyboard.
  await card('Matched', references[0]).dragTo(second.getByRole('region', { name: 'Accepted', exact: true }))
  const accepting = second.getByRole('dialog', { name: `Accept: ${references[0]} at ${name}` })
  await accepting.getByRole('button', { name: 'Accept' }).press('Enter')
  await expect(card('Accepted', references[0])).toBeVisible()
  for (const reference of references.slice(1)) {
    await second.getByRole('button', { name: `Move ${reference} at ${name}` }).press('Enter')
    await second.getByRole('menuitem', { name: 'Accept', exact: true }).press('Enter')
    await second.getByRole('dialog').getByRole('button', { name: 'Accept' }).press('Enter')
    await expect(card('Accepted', reference)).toBeVisible()
  }

  // The insurance turns out to have run out: nobody is confirmed, and it says where to put that right.
  await page.goto(opportunity)
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Record the check, Employers’ liability insurance of Canklow works' }).click()
  const insurance = page.getByRole('dialog', { name: /^Employers’ liability insurance of/ })
  await insurance.getByLabel('Checked on').fill('1 June 2026')
  await insurance.getByLabel('Last day on which it holds').fill('2 June 2026')
  await insurance.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(insurance).toBeHidden()
  await page.goto(opportunity)
  await together('Confirm')
  const stopped = page.getByRole('dialog', { name: '0 placements confirmed, 3 not' })
  await expect(stopped.getByText(/employers' liability insurance holds only until 2 June 2026\. Put that right for/).first()).toBeVisible()
  await stopped.getByRole('link', { name: `Put it right for ${references[0]}` }).click()
  await check(page, 'Employers’ liability insurance', role, async (dialog) => { await dialog.getByLabel('Last day on which it holds').fill('31 March 2099') })

  // Two places, three people: the last one waits.
  await page.goto(opportunity)
  await together('Confirm')
  const full = page.getByRole('dialog', { name: '2 placements confirmed, 1 not' })
  await expect(full.getByText(`${references[2]}: All places are taken at that time; it stays on the waiting list until one is free.`)).toBeVisible()
  await full.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByText('2 places, none left')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Waiting list' })).toContainText(references[2])
  const placed = page.getByRole('region', { name: 'Confirmed and started' })
  await expect(placed.getByText('Place 2')).toBeVisible()
  await expect(card('Confirmed', references[1])).toBeVisible()

  for (const step of ['Start', 'Complete']) {
    await placed.getByRole('checkbox', { name: 'Choose all on this page' }).check()
    await placed.getByRole('button', { name: step, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: `${step}: 2 placements` })
    await dialog.getByRole('button', { name: step }).press('Enter')
    await expect(dialog).toBeHidden()
  }
  await expect(page.getByRole('region', { name: 'Over' })).toContainText('Completed')
  await expect(card('Started', references[0])).toBeHidden()
  await second.goto(`/placements/participants`)
  await second.getByLabel('Reference').fill(references[0])
  await second.getByRole('link', { name: references[0] }).click()
  await expect(second.getByText(/^Completed .* by Nadia Hussain$/)).toBeVisible()
  await other.close()
})

test('on a phone the board is a list, and a placement is withdrawn with who and why', { tag: '@phone' }, async ({ page, signIn, expectAccessible, isMobile, viewport }) => {
  void isMobile
  await signIn('Nadia Hussain')
  await page.goto('/placements/board')
  if ((viewport?.width ?? 0) < 768) await expect(page.getByRole('table', { name: 'Placements' })).toBeVisible()
  else await expect(page.getByRole('region', { name: 'Proposed', exact: true }).getByRole('listitem').first()).toBeVisible()
  await expectAccessible()
  await page.goto('/placements/list?state=PROPOSED')
  const row = page.getByRole('row').filter({ hasText: 'Proposed' }).last()
  await row.getByRole('checkbox').press('Space')
  await page.getByRole('button', { name: 'Withdraw', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Withdraw:/ })
  await dialog.getByRole('button', { name: 'Withdraw' }).press('Enter')
  await expect(dialog.getByText('Choose the reason').first()).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Who withdrew' }).click()
  await page.getByRole('option', { name: 'The participant' }).click()
  await dialog.getByRole('combobox', { name: 'Reason' }).click()
  await expect(page.getByRole('option', { name: 'Conduct' })).toHaveCount(0)
  await page.getByRole('option', { name: 'Found work' }).click()
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Withdraw' }).press('Enter')
  await expect(dialog).toBeHidden()
})
