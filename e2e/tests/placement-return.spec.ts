import { ask } from '../support/api.ts'
import { unique } from '../support/staff.ts'
import { expect, test } from '../support/test.ts'

test('steps of placements come with a file: tried out, taken in, and nothing new when it is sent again', async ({ page, hub, signIn, expectAccessible }) => {
  const host = unique('Templeborough Tools')
  const reference = unique('PW').replace(' ', '-')
  const run = async (name: string, type: string, fields: string, input: object) => {
    const answer = (await ask<Record<string, Record<string, unknown>>>(hub, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { message } } }`, { input }))[name]!
    expect(answer.userErrors, name).toEqual([])
    return answer as Record<string, { id: string }>
  }
  const { today } = await ask<{ today: string }>(hub, '{ today }')
  const employerId = (await run('createEmployer', 'CreateEmployerInput', 'employer { id }', { name: host })).employer!.id
  const siteId = (await run('addSite', 'AddSiteInput', 'site { id }', { employerId, name: 'Works' })).site!.id
  await run('addOpportunity', 'AddOpportunityInput', 'opportunity { id }', { siteId, programme: 'WORK_READY', role: 'Setter', places: 1, startsOn: null, days: [] })
  const participant = (await run('addParticipant', 'AddParticipantInput', 'participant { id }', { reference, programme: 'WORK_READY', ageBand: 'FROM_25', flags: [] })).participant!.id
  const file = {
    name: 'steps.csv', mimeType: 'text/csv',
    buffer: Buffer.from(`Participant,Name,Employer,Role,Step,Date\n${reference},Ann Other,${host},Setter,Proposed,${today}\n${reference},Ann Other,${host},Setter,Matched,${today}\nPW-NOBODY,,${host},Setter,Matched,${today}\n`),
  }

  await signIn('Martin Oldroyd')
  await page.goto('/placements/returns')
  await expect(page.getByText('Your role does not open this screen').first()).toBeVisible()

  await signIn('Nadia Hussain')
  await page.goto('/placements/list')
  const send = async () => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'File, CSV or Excel (.xlsx)' }).press('Enter')
    await (await chooser).setFiles(file)
    await page.getByRole('button', { name: 'Send' }).press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'steps.csv' })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Import a return' }).press('Enter')
  await send()
  await expect(page.getByText('It would propose 1 participant and take 0 steps; 0 are as they were, and 2 cannot be taken in.')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: reference })).toContainText('record what was shared first')
  await expect(page.getByRole('row').filter({ hasText: 'PW-NOBODY' })).toContainText('No participant has the reference "PW-NOBODY"')
  await expect(page.getByText('Ann Other')).toBeHidden()
  await expectAccessible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the rejected rows' }).press('Enter')
  expect((await download).suggestedFilename()).toBe('rejected.csv')
  await page.getByRole('button', { name: 'Take it in' }).press('Enter')
  await expect(page.getByText(/^Taken in .* sent/)).toBeVisible()

  await page.goto(`/placements/participants/${participant}`)
  await expect(page.getByRole('region', { name: 'Their placements' })).toContainText('with steps.csv')

  await page.goto('/placements/returns')
  await expect(page.getByRole('row').filter({ hasText: 'steps.csv' }).first()).toContainText('Taken in')
  await expectAccessible()
  await send()
  await expect(page.getByText('It would propose 0 participants and take 0 steps; 1 are as they were, and 2 cannot be taken in.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take it in' })).toBeHidden()
  await page.getByRole('button', { name: 'Drop it' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Returns of placements' })).toBeVisible()
})
