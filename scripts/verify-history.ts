import { parseArgs } from 'node:util'
import type { Wrong } from '#server/issue/check-history.ts'
import { verifyHistories } from '#server/issue/verify-history.ts'
import { overCounties } from './over-counties.ts'

const help = `Looks whether the histories of all issues are as they were written.

  npm run verify-history -- [options]

  --county CODE     this county alone
  --help

Reads DATABASE_URL, else the embedded engine in DATA_DIR (.data): stop the server there first.
Each entry's hash is computed again over what it says and the hash before it. Prints the number of the
issue, the sequence and what is wrong, and ends with 1 when something is.`

const words: Record<Wrong, string> = {
  changed: 'does not say what was written, or does not follow from the entry before it',
  missing: 'is missing, and perhaps others after it',
  twice: 'is there twice',
  'without-hash': 'has no hash, though entries before it have one: it was put in',
  'too-many': 'is beyond the last entry that the issue knows of: it was put in',
  'wrong-head': 'is not the entry that the issue ends with',
  'no-history': 'and all others are missing: the issue has no history',
  'no-issue': 'and all others belong to an issue that is not there',
}

try {
  process.exitCode = await main()
} catch (error) {
  // a refusal (settings, folder in use) is for a person: its words, not its stack
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { county: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    console.log(help)
    return 0
  }
  const wrong = await overCounties(values.county, async (db, county) => {
    const told = await verifyHistories(db, county, ({ number, sequence, wrong }) =>
      console.log(`${county} ${number}: entry ${sequence} ${words[wrong]}`),
    )
    const unchained = told.unchained > 0 ? `; ${told.unchained} entries are older than the chain of hashes` : ''
    console.log(`${county}: ${told.issues} issues, ${told.entries} entries, ${told.findings} wrong${unchained}`)
    return told.findings
  })
  return wrong > 0 ? 1 : 0
}
