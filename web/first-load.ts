// Fails the build when opening a screen for the first time would load more JavaScript than people on a phone should wait for.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const most = 250_000;

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;

/** A chunk and all that it imports, by key. */
function withImports(key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const each of manifest[key]?.imports ?? []) withImports(each, found);
  return found;
}

const compressed = (keys: Set<string>) => [...keys].reduce((sum, key) => sum + gzipSync(readFileSync(`dist/${manifest[key]?.file ?? ''}`)).length, 0);

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? '';
const screens = (manifest[entry]?.dynamicImports ?? []).filter((key) => key.endsWith('Screen.tsx'));
const sizes = screens.map((key) => ({ screen: key, size: compressed(new Set([...withImports(entry), ...withImports(key)])) }));
const largest = sizes.sort((a, b) => b.size - a.size)[0];
if (!largest) throw new Error('the manifest names no screen');
console.log(`first load: at most ${Math.round(largest.size / 1000)} kB of compressed JavaScript (${largest.screen})`);
if (largest.size > most) {
  console.error(`that is more than ${most / 1000} kB`);
  process.exitCode = 1;
}
