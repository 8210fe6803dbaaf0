import { expect, type Page } from '@playwright/test'

/** Adds an employer by hand, as a person does, and ends on its screen. */
export async function addEmployer(page: Page, name: string, fields: { legalForm?: string; postcode?: string } = {}) {
  await page.goto('/employers?add')
  const dialog = page.getByRole('dialog', { name: 'Add employer' })
  await dialog.getByLabel('Name').fill(name)
  if (fields.postcode) await dialog.getByLabel('Postcode').fill(fields.postcode)
  if (fields.legalForm) {
    await dialog.getByRole('combobox', { name: 'Legal form' }).click()
    await page.getByRole('option', { name: fields.legalForm }).click()
  }
  await dialog.getByRole('button', { name: 'Add employer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

/** Adds a person on the screen of an employer. */
export async function addPerson(page: Page, person: { name: string; email?: string; jobTitle?: string; does?: string }) {
  await page.getByRole('tab', { name: /^People/ }).click()
  await page.getByRole('button', { name: 'Add person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add person' })
  await dialog.getByLabel('Name').fill(person.name)
  if (person.jobTitle) await dialog.getByLabel('Job title').fill(person.jobTitle)
  if (person.email) await dialog.getByLabel('E-mail').fill(person.email)
  if (person.does) {
    await dialog.getByRole('combobox', { name: 'What they do' }).click()
    await page.getByRole('option', { name: person.does }).click()
  }
  await dialog.getByRole('button', { name: 'Add person' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: person.name })).toBeVisible()
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
