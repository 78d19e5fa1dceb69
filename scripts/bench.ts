import { parseArgs } from 'node:util'
import { openDatabases } from './bench/databases.ts'
import { type Line, summary, table } from './bench/report.ts'
import { runBenchmark } from './bench/run.ts'
import { chooses, findBenchmarks } from './bench/select.ts'

const help = `npm run bench -- [--only NAME]... [--json] [--long] [--seed N] [--list]

Runs the benchmarks of every *.bench.ts file and compares each figure with its budget and, where one
can be had here, with a peer measured in the same run.

  --only NAME   only those whose name begins with these dotted words, or matches a pattern with *; repeatable
  --json        one JSON line a figure: name, value, unit, peer, peerValue, ratio, budget, pass, note
  --long        also the long ones: soaks and the large county
  --seed N      seed of every random number (1)
  --list        says the names and measures nothing

DATABASE_URL or TEST_DATABASE_URL names the PostGIS server for the figures that need one.
Ends with 1 when a budget was missed or a benchmark failed; a skipped one says why and is no failure.`

const folders = ['domain', 'server', 'scripts']

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return print(help)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed ${values.seed}: a whole number from 0 on`)
  const all = await findBenchmarks(new URL('../', import.meta.url), folders)
  const named = all.filter((benchmark) => chooses(values.only, benchmark.name))
  if (named.length === 0 && values.only.length > 0)
    throw new Error(`--only ${values.only.join(' ')}: no such benchmark; --list names them`)
  const chosen = named.filter((benchmark) => values.long || !benchmark.long)
  if (values.list) return print(chosen.map((benchmark) => benchmark.name).join('\n'))

  const log = (words: string) => process.stderr.write(`${words}\n`)
  const databases = openDatabases()
  const lines: Line[] = []
  try {
    for (const benchmark of chosen) {
      log(`${benchmark.name} ...`)
      const context = { database: databases.database, embedded: databases.embedded, seed, long: values.long, log }
      const given = await runBenchmark(benchmark, context)
      lines.push(...given)
      if (values.json) for (const line of given) print(JSON.stringify(line))
      else for (const line of given) log(summary(line))
    }
  } finally {
    await databases.close()
  }
  if (!values.json) print(table(lines))
  if (named.length > chosen.length) log(`${named.length - chosen.length} more with --long`)
  return lines.some((line) => line.pass === false) ? 1 : 0
}

function print(words: string): number {
  process.stdout.write(`${words}\n`)
  return 0
}

try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(2)
}
