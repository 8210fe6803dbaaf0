import { ask } from './api.ts'
import type { DevFile } from './hub.ts'
import { firstLetterTo, linkIn } from './mail.ts'

let invited = 0

/** An employer who was sent the pulse, and the address of the one person there. */
export interface Invited {
  employer: string
  email: string
}

/** Has the hub send the pulse to so many new employers. The messages go out when the clock says so. */
export async function sendPulse(hub: DevFile, employers: number): Promise<Invited[]> { return send(hub, 'pulse', employers) }

async function send(hub: DevFile, questionnaire: string, employers: number): Promise<Invited[]> {
  const all: Invited[] = []
  for (let n = 0; n < employers; n++) {
    const number = `${Date.now()}${++invited}`
    const email = `jo${number}@castings.example`
    const { createEmployer } = await ask<{ createEmployer: { employer: { id: string } } }>(
      hub, 'mutation($name: String!) { createEmployer(input: {name: $name}) { employer { id } } }', { name: `Don Valley Castings ${number} Ltd` },
    )
    const employer = createEmployer.employer.id
    await ask(hub, `mutation($employer: ID!, $email: EmailAddress!) {
      addPerson(input: {employerId: $employer, name: "Jo Swann", email: $email, function: HR}) { userErrors { message } }
    }`, { employer, email })
    all.push({ employer, email })
  }
  const { questionnaires } = await ask<{ questionnaires: { key: string; published: { id: string } }[] }>(
    hub, '{ questionnaires { key published { id } } }',
  )
  const { sendDiagnostic } = await ask<{ sendDiagnostic: { invited: number; userErrors: unknown[] } }>(
    hub, `mutation($version: ID!, $employers: [ID!]!) {
      sendDiagnostic(input: {questionnaireVersionId: $version, audience: {idIn: $employers}, kind: SERVICE, kindReason: "They asked to be asked"}) { invited userErrors { message } }
    }`, { version: questionnaires.find((one) => one.key === questionnaire)!.published.id, employers: all.map((one) => one.employer) },
  )
  if (sendDiagnostic.invited !== employers) throw new Error(`not sent: ${JSON.stringify(sendDiagnostic)}`)
  return all
}

/** Has the hub send a questionnaire to somebody new at a new employer, and returns the path of the link in the message. */
export async function invite(hub: DevFile, questionnaire = 'pulse'): Promise<string> {
  const [one] = await send(hub, questionnaire, 1)
  return linkIn(hub, await firstLetterTo(hub, one!.email))
}
