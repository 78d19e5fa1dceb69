import { parseArgs } from 'node:util'
import { rebuildIssues } from '#server/issue/rebuild-issues.ts'
import { overCounties } from './over-counties.ts'

const help = `Makes the table of issues what their histories tell.

  npm run rebuild-issues -- [options]

  --county CODE     this county alone
  --check           changes nothing; prints the numbers of issues that differ, and ends with 1 when one does
  --help

Works on DATABASE_URL, else on the embedded engine in DATA_DIR (.data): stop the server there first.
Goes through the issues some hundred at a time. Rows that are right are left alone.`

try {
  process.exitCode = await main()
} catch (error) {
  // a refusal (settings, folder in use) is for a person: its words, not its stack
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      county: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const { check } = values
  const differing = await overCounties(values.county, async (db, county) => {
    const told = await rebuildIssues(db, county, { check }, (number) => check && console.log(`${county} ${number}`))
    console.log(`${county}: ${told.issues} issues, ${told.differing} ${check ? 'differ' : 'made anew'}`)
    return told.differing
  })
  return check && differing > 0 ? 1 : 0
}
