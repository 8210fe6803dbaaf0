import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const hub = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'bin', 'hub')

/** A file as Companies House publishes it, with so many made-up companies and the dirt of real files: the same at every call. */
export function companiesHouseFile(rows: number): Buffer {
  return execFileSync(hub, ['demo', 'companies-house', '--rows', String(rows)], { maxBuffer: 1 << 28 })
}
