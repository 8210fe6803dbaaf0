import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ask } from './api.ts'
import type { DevFile } from './hub.ts'

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const program = (name: string) => join(project, '.cache', 'e2e', name)

/** Builds the programs in Go that tests use. */
export function buildPrograms() {
  execFileSync('go', ['build', '-C', join(project, 'e2e'), '-o', program('/'), './...'], { stdio: 'inherit' })
}

/** Runs one statement on the database of a hub. */
export function runSql(hub: DevFile, statement: string, ...values: string[]) {
  execFileSync(program('sql'), [hub.databaseUrl, statement, ...values], { stdio: 'inherit' })
}

/** Somebody with an account at the provider, named by the e-mail address. */
export interface Person { email: string; name: string; verified: boolean; groups: string[] }

/** A hub as in production, beside the development hub and on its database, and the OpenID provider that its people sign in with. */
export class Production {
  private readonly processes = new Map<string, ChildProcess>()

  private constructor(private readonly hub: DevFile, readonly url: string, private readonly issuer: string) {}

  static async start(hub: DevFile): Promise<Production> {
    const [own, provider] = await Promise.all([freeAddress(), freeAddress()])
    const production = new Production(hub, `http://${own}`, `http://${provider}`)
    const { HUB_DEV: _, HUB_DATA_DIR: __, ...environment } = process.env
    await production.run('hub', join(project, 'bin', 'hub'), ['serve'], '"msg":"ready"', {
      ...environment, HUB_DATABASE_URL: hub.databaseUrl, HUB_LISTEN: own, HUB_BASE_URL: production.url, HUB_LOG_FORMAT: 'json', HUB_SHUTDOWN_DELAY: '0s',
      HUB_TRUSTED_DOCUMENTS: 'true', HUB_OIDC_ISSUER: production.issuer, HUB_OIDC_CLIENT_ID: 'hub', HUB_OIDC_CLIENT_SECRET: 'browser-tests',
    })
    return production
  }

  /** Starts the provider, which knows nobody yet. */
  async startProvider() {
    await this.run('provider', program('openid'), [this.issuer.slice('http://'.length), this.url], 'ready', process.env)
  }

  /** Takes a person in at the provider, or changes one. */
  async set(person: Person) {
    const answer = await fetch(`${this.issuer}/people`, { method: 'PUT', body: JSON.stringify(person) })
    if (!answer.ok) throw new Error(`person: ${answer.status}`)
  }

  /** Makes users of the council of a group's members, with these roles. */
  async setGroup(name: string, roles: string[]) {
    const { organisations } = await ask<{ organisations: { nodes: { id: string; name: string }[] } }>(this.hub, '{ organisations(first: 100) { nodes { id name } } }')
    const council = organisations.nodes.find((one) => one.name === 'Rotherham Council')
    await ask(this.hub, 'mutation ($input: SetSignInGroupInput!) { setSignInGroup(input: $input) { userErrors { message } } }', { input: { name, roles, organisationId: council?.id } })
  }

  /** Runs one statement on the database. */
  sql(statement: string, ...values: string[]) { runSql(this.hub, statement, ...values) }

  async stop() {
    for (const each of this.processes.values()) {
      const ended = new Promise((resolve) => each.once('exit', resolve))
      if (each.kill('SIGINT')) await ended
    }
  }

  private async run(name: string, path: string, args: string[], ready: string, env: NodeJS.ProcessEnv) {
    const child = spawn(path, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.processes.set(name, child)
    let said = ''
    await new Promise<void>((resolve, reject) => {
      const listen = (text: Buffer) => {
        said = (said + text.toString()).slice(-10_000)
        if (said.includes(ready)) resolve()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('error', reject)
      child.once('exit', (code) => { reject(new Error(`${name} ended with ${code}: ${said}`)) })
    })
  }
}

/** An address that nobody listens at now: the hub and its provider have to know each other's before they start. */
async function freeAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => { server.close(resolve) })
  return `127.0.0.1:${port}`
}
