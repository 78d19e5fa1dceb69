import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Benchmark } from './benchmark.ts'

/** Every benchmark of the `*.bench.ts` files under `folders` of the repository, in the order of their files. Throws when a name is used twice. */
export async function findBenchmarks(root: URL, folders: readonly string[]): Promise<Benchmark[]> {
  const found: Benchmark[] = []
  for (const file of await benchFiles(fileURLToPath(root), folders)) {
    const module: { benchmarks?: Benchmark[] } = await import(pathToFileURL(file).href)
    if (!Array.isArray(module.benchmarks)) throw new Error(`${file} exports no \`benchmarks\` array`)
    found.push(...module.benchmarks)
  }
  const twice = found.find((one, index) => found.findIndex((other) => other.name === one.name) !== index)
  if (twice) throw new Error(`two benchmarks are called ${twice.name}`)
  return found
}

/** Whether `name` is asked for: each pattern is leading dotted words (`tiles`) or holds `*`; no pattern asks for all. */
export function chooses(patterns: readonly string[], name: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matches(pattern, name))
}

function matches(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return name === pattern || name.startsWith(`${pattern}.`)
  const expression = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${expression}$`).test(name)
}

async function benchFiles(root: string, folders: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries)
      if (entry.isFile() && entry.name.endsWith('.bench.ts')) files.push(join(entry.parentPath, entry.name))
  }
  return files.sort()
}
