import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LaunchOptions } from '@playwright/test'

const here = dirname(fileURLToPath(import.meta.url))
const project = join(here, '..', '..')

// Not the package's own list of arguments: that one switches web security off.
const args = [
  '--headless=shell',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  // Pages of tests live for seconds: what a browser does in threads beside them, to be faster later, takes the processors
  // from them.
  '--js-flags=--single-threaded --max-lazy --no-opt --no-maglev --min-semi-space-size=16',
  '--num-raster-threads=1',
]

/** How to start the browser: the one that HUB_CHROMIUM names, or the one in the npm package, which needs nothing installed. */
export function launchOptions(): LaunchOptions {
  const installed = process.env.HUB_CHROMIUM
  if (installed) return { executablePath: installed, args, chromiumSandbox: false }
  const browser = unpacked()
  nameFonts(browser)
  return {
    executablePath: join(browser, 'chromium'),
    args,
    chromiumSandbox: false,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(browser, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(browser, 'fonts.conf'),
    },
  }
}

/** The folder with the browser, made at the first call, whole or not at all. */
function unpacked(): string {
  const cache = join(project, '.cache')
  const browser = join(cache, 'browser')
  if (existsSync(browser)) return browser
  mkdirSync(cache, { recursive: true })
  const half = mkdtempSync(join(cache, 'browser-'))
  execFileSync(process.execPath, [join(here, 'unpack-browser.ts')], {
    env: { ...process.env, TMPDIR: half },
    stdio: 'inherit',
  })
  renameSync(half, browser)
  return browser
}

/** Says where the browser's fonts are, by a path that is only known here: without any it draws no text. */
function nameFonts(browser: string) {
  const file = join(browser, 'fonts.conf')
  const said = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(browser, 'fonts', 'fonts')}</dir><cachedir>${join(browser, 'font-cache')}</cachedir></fontconfig>
`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== said) writeFileSync(file, said)
}
