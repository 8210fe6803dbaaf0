import { expect, type Page } from '@playwright/test'
import documents from '../../web/src/gql/trusted-documents.json' with { type: 'json' }

/** What a test needs to know of somebody at an employer. */
interface Person { name: string; email?: string; jobTitle?: string; function?: string }

/** Adds an employer, with a person where one is given, as the screens do for who is signed in, and ends on its screen. */
export async function addEmployer(page: Page, name: string, { person, ...fields }: { legalForm?: string; postcode?: string; person?: Person } = {}) {
  const { createEmployer } = await send<{ createEmployer: { employer: { id: string } } }>(page, 'CreateEmployer', { name, leadIt: true, ...fields })
  if (person) await send(page, 'AddPerson', { employerId: createEmployer.employer.id, ...person })
  await page.goto(`/employers/${createEmployer.employer.id}${person ? '/people' : ''}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

/** Sends a change of the front end. */
async function send<T>(page: Page, operation: string, input: Record<string, unknown>): Promise<T> {
  const query = Object.values(documents).find((text) => text.startsWith(`mutation ${operation}(`))
  const response = await page.request.post('/graphql', { data: { query, variables: { input } } })
  const { data, errors } = await response.json() as { data: Record<string, { userErrors: unknown[] }>; errors?: unknown }
  expect(errors ?? Object.values(data)[0]?.userErrors, operation).toEqual([])
  return data as T
}

/** Moves the focus with the Tab key alone to the field with this label. */
export async function tabTo(page: Page, label: string) {
  const field = page.getByLabel(label, { exact: true })
  for (let presses = 0; presses < 60; presses++) {
    if (await field.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key does not lead to ${label}`)
}

/** A name that no other test uses. */
export const unique = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`
