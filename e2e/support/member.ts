import { ask } from './api.ts'
import type { DevFile } from './hub.ts'
import { unique } from './staff.ts'

/** A new member of the network, and the address of who speaks for it. */
export async function member(hub: DevFile, person: string) {
  const { networks } = await ask<{ networks: { id: string }[] }>(hub, '{ networks { id } }')
  const email = `${person.toLowerCase().replace(/ /g, '.')}@castings.example`
  const { createEmployer } = await ask<{ createEmployer: { employer: { id: string } } }>(
    hub, 'mutation($name: String!) { createEmployer(input: {name: $name}) { employer { id } } }', { name: unique('Wath Castings') },
  )
  const employer = createEmployer.employer.id
  const { addPerson } = await ask<{ addPerson: { personRole: { person: { id: string } } } }>(
    hub, `mutation($employer: ID!, $name: String!, $email: EmailAddress!) {
      addPerson(input: {employerId: $employer, name: $name, email: $email, function: HR}) { personRole { person { id } } }
    }`, { employer, name: person, email },
  )
  const { addToNetwork } = await ask<{ addToNetwork: { added: { id: string; version: number }[] } }>(
    hub, `mutation($network: ID!, $employer: ID!) {
      addToNetwork(input: {networkId: $network, employerIds: [$employer], state: ACTIVE, exception: "Asked to join"}) { added { id version } }
    }`, { network: networks[0]!.id, employer },
  )
  const { id, version } = addToNetwork.added[0]!
  await ask(hub, `mutation($id: ID!, $version: Int!, $person: ID!) {
    setRepresentation(input: {membershipId: $id, version: $version, personId: $person, seat: REPRESENTATIVE}) { userErrors { message } }
  }`, { id, version, person: addPerson.personRole.person.id })
  return { employer, email }
}
