import { ask } from './api.ts'
import type { DevFile } from './hub.ts'

/** Moves the hub's clock as the form at /dev/clock does; what has become due is sent before it returns. */
export async function moveClock(hub: DevFile, form: Record<string, string>): Promise<void> {
  const response = await fetch(`${hub.url}/dev/clock`, { method: 'POST', body: new URLSearchParams(form) })
  if (!response.ok) throw new Error(`the clock does not move: ${response.status}`)
}

/** Moves the hub's clock to that moment. */
export async function moveClockTo(hub: DevFile, moment: Date): Promise<void> {
  const [date, time] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    .format(moment).split(' ')
  await moveClock(hub, { date: date!, time: time! })
}

/** The addresses of the messages to somebody in the development inbox, the latest first. */
export async function lettersTo(hub: DevFile, email: string): Promise<string[]> {
  const inbox = await (await fetch(`${hub.url}/dev/inbox?search=${encodeURIComponent(email)}`)).text()
  return inbox.match(/\/dev\/inbox\/\d+/g) ?? []
}

/** The personal link in a message of the development inbox. */
export async function linkIn(hub: DevFile, letter: string): Promise<string> {
  return /\/a\/[a-z2-7]{26}/.exec(await (await fetch(hub.url + letter)).text())![0]
}

/** Moves the clock on, day by day, until somebody has a message: surveys go out on Tuesdays to Thursdays. Returns it. */
export async function firstLetterTo(hub: DevFile, email: string): Promise<string> {
  await moveClock(hub, { by: 'hour' })
  for (let days = 1; days <= 14; days++) {
    const [letter] = await lettersTo(hub, email)
    if (letter) return letter
    const { today } = await ask<{ today: string }>(hub, '{ today }')
    const tomorrow = new Date(Date.parse(today) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    await moveClock(hub, { date: tomorrow, time: '10:00' })
  }
  throw new Error(`no message to ${email} in two weeks`)
}
