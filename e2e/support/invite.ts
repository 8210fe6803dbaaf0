import type { DevFile } from './hub.ts'

let invited = 0

/** Has the hub send the pulse to somebody new at a new employer, and returns the path of the link in the message. */
export async function invite(hub: DevFile): Promise<string> {
  const number = `${Date.now()}${++invited}`
  const email = `jo${number}@castings.example`
  const { createEmployer } = await ask<{ createEmployer: { employer: { id: string } } }>(
    hub, 'mutation($name: String!) { createEmployer(input: {name: $name}) { employer { id } } }', { name: `Don Valley Castings ${number} Ltd` },
  )
  const employer = createEmployer.employer.id
  await ask(hub, `mutation($employer: ID!, $email: EmailAddress!) {
    addPerson(input: {employerId: $employer, name: "Jo Swann", email: $email, function: HR}) { userErrors { message } }
  }`, { employer, email })
  const { questionnaires } = await ask<{ questionnaires: { key: string; published: { id: string } }[] }>(
    hub, '{ questionnaires { key published { id } } }', {},
  )
  const { sendDiagnostic } = await ask<{ sendDiagnostic: { invited: number; userErrors: unknown[] } }>(
    hub, `mutation($version: ID!, $employer: ID!) {
      sendDiagnostic(input: {questionnaireVersionId: $version, audience: {idIn: [$employer]}}) { invited userErrors { message } }
    }`, { version: questionnaires.find((one) => one.key === 'pulse')!.published.id, employer },
  )
  if (sendDiagnostic.invited !== 1) throw new Error(`not sent: ${JSON.stringify(sendDiagnostic)}`)

  // Surveys go out on Tuesdays to Thursdays, so the message may have to wait until one of the next days.
  await moveClock(hub, { by: 'hour' })
  for (let days = 1; days <= 14; days++) {
    const link = await linkIn(hub, email)
    if (link) return link
    const { today } = await ask<{ today: string }>(hub, '{ today }', {})
    const tomorrow = new Date(Date.parse(today) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    await moveClock(hub, { date: tomorrow, time: '10:00' })
  }
  throw new Error(`no message to ${email} in two weeks`)
}

async function ask<T>(hub: DevFile, query: string, variables: Record<string, unknown>): Promise<T> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${hub.adminToken}` },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json() as { data: T; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

async function moveClock(hub: DevFile, form: Record<string, string>): Promise<void> {
  const response = await fetch(`${hub.url}/dev/clock`, { method: 'POST', body: new URLSearchParams(form) })
  if (!response.ok) throw new Error(`the clock does not move: ${response.status}`)
}

/** The personal link in the latest message to that address, if there is one. */
async function linkIn(hub: DevFile, email: string): Promise<string | undefined> {
  const inbox = await (await fetch(`${hub.url}/dev/inbox?search=${encodeURIComponent(email)}`)).text()
  const letter = /\/dev\/inbox\/\d+/.exec(inbox)
  return letter ? /\/a\/[a-z2-7]{26}/.exec(await (await fetch(hub.url + letter[0])).text())?.[0] : undefined
}
