import { spawn } from 'node:child_process'
import { chmodSync, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPrograms } from './openid.ts'

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What a development hub tells about itself in dev.json. */
export interface DevFile {
  url: string
  databaseUrl: string
  /** Host and port that take copies of e-mails. */
  mailIn: string
  /** An API token with every role. */
  adminToken: string
  users: { id: string; name: string; organisation: string; roles: string[] }[]
}

/** The hub that this worker's tests run against. Each worker has one, since the tests of a hub share its business clock. */
export function runningHub(): DevFile { return readDevFile(process.env.HUB_DATA_DIRS!.split(':')[Number(process.env.TEST_PARALLEL_INDEX)]!) }

function readDevFile(data: string): DevFile {
  return JSON.parse(readFileSync(join(data, 'dev.json'), 'utf8')) as DevFile
}

/** Starts a hub for each worker, and returns how to stop them. */
export default async function start({ workers }: { workers: number }): Promise<() => Promise<void>> {
  buildPrograms()
  // Browsers may send what the front end was built with and nothing else, so a journey proves that the list is whole.
  const hubs = await Promise.all(Array.from({ length: workers }, () => startHub({ HUB_TRUSTED_DOCUMENTS: 'true' })))
  process.env.HUB_DATA_DIRS = hubs.map((hub) => hub.data).join(':')
  return async () => { await Promise.all(hubs.map((hub) => hub.stop())) }
}

/** Starts a hub with a database of its own on a free port. */
export async function startHub(settings: Record<string, string>): Promise<{ data: string; dev: DevFile; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-e2e-'))
  chmodSync(folder, 0o711) // as root, PostgreSQL runs as another user
  const data = join(folder, 'data')
  const logPath = join(folder, 'hub.log')
  const { HUB_DATABASE_URL: _, ...environment } = process.env
  const hub = spawn(join(project, 'bin', 'hub'), ['dev'], {
    cwd: project,
    env: { ...environment, ...settings, HUB_LISTEN: '127.0.0.1:0', HUB_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(logPath)
  hub.stdout.pipe(log, { end: false })
  hub.stderr.pipe(log, { end: false })
  const ended = new Promise<number | null>((resolve) => hub.once('exit', resolve))

  await new Promise<void>((resolve, reject) => {
    hub.once('error', (error) => { reject(new Error(`bin/hub does not start (make build makes it): ${error.message}`)) })
    hub.stdout.on('data', () => { if (existsSync(join(data, 'dev.json'))) resolve() })
    void ended.then((code) => { reject(new Error(`hub dev ended with ${code}:\n${readFileSync(logPath, 'utf8')}`)) })
  })

  const stop = async () => {
    hub.kill('SIGINT')
    const code = await ended
    if (code !== 0) throw new Error(`hub dev ended with ${code}:\n${readFileSync(logPath, 'utf8')}`)
    rmSync(folder, { recursive: true })
  }
  return { data, dev: readDevFile(data), stop }
}
