// npm test: pure tests and the database suite on the embedded engine always; on PostgreSQL + PostGIS when
// TEST_DATABASE_URL is set; in Chromium when one is found. With CI=true whatever is skipped is a failure.
// Plain Node, so that it runs before anything is installed. `npm test -- server/db` runs the files that match alone.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './setup/chromium.mjs'
import { ensureClientBuilt } from './setup/client-build.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { requireNode } from './setup/node-version.mjs'
import { root } from './setup/root.mjs'
import { runTool } from './setup/run-tool.mjs'

requireNode()
ensureInstalled({ development: true })

const reports = new URL('.cache/test-reports/', root)
mkdirSync(reports, { recursive: true })
const filters = process.argv.slice(2)
const totals = { passed: 0, failed: 0, skipped: 0 }
/** Suites that did not run, with the reason and the way to run them; each counts as one skipped. */
const notRun = []

const browserConfig = 'test/browser/playwright.config.ts'
const chromium = findBrowser()
/** The demo county that the browser suite copies. */
const county = mkdtempSync(path.join(tmpdir(), 'gridboard-county-'))
try {
  await runVitest()
  if (chromium !== null) await runBrowser()
} finally {
  rmSync(county, { recursive: true, force: true })
}
process.exit(conclude())

/**
 * Each suite runs one file at a time; side by side where there is room: a suite waits for its database now and then. What
 * the browser suite stands on is made when the first of them has ended, while a core would be idle.
 */
async function runVitest() {
  const suites = ['database-embedded', 'unit']
  if (process.env.TEST_DATABASE_URL) suites.push('database-postgis')
  else
    notRun.push('the database suite on PostgreSQL + PostGIS: set TEST_DATABASE_URL to a role that may create databases')
  const roomForAll = availableParallelism() > 1 && totalmem() > 8 * 1024 ** 3
  if (roomForAll) {
    const running = suites.map(runSuite)
    await Promise.race(running)
    await Promise.all([...running, prepareBrowser()])
    return
  }
  for (const suite of suites) await runSuite(suite)
  await prepareBrowser()
}

/** Builds the client and loads the demo county; what goes wrong here goes wrong again, with its words, where the suite begins. */
async function prepareBrowser() {
  if (chromium === null) return
  ensureClientBuilt()
  await runTool('tsx/dist/cli.mjs', ['test/browser/support/serve.ts', 'load'], { BROWSER_COUNTY: county })
}

async function runSuite(suite) {
  const report = new URL(`vitest-${suite}.json`, reports)
  rmSync(report, { force: true })
  const status = await runTool('vitest/vitest.mjs', [
    'run',
    `--project=${suite}`,
    '--maxWorkers=1',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${fileURLToPath(report)}`,
    ...filters,
  ])
  const read = readReport(report)
  add(status, {
    passed: read?.numPassedTests ?? 0,
    failed: read?.numFailedTests ?? 0,
    skipped: (read?.numPendingTests ?? 0) + (read?.numTodoTests ?? 0),
  })
}

/** Where Chromium is, if the browser suite is to run. */
function findBrowser() {
  if (filters.length > 0) {
    notRun.push('the browser suite: only chosen files were asked for')
    return null
  }
  if (!existsSync(new URL(browserConfig, root))) {
    notRun.push(`the browser suite: ${browserConfig} is missing`)
    return null
  }
  const found = findChromium()
  if (found === null) notRun.push('the browser suite: no Chromium found; install one or set CHROMIUM_PATH')
  return found
}

async function runBrowser() {
  const report = new URL('playwright.json', reports)
  rmSync(report, { force: true })
  const status = await runTool('@playwright/test/cli.js', ['test', '-c', browserConfig, '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    BROWSER_COUNTY: county,
    PLAYWRIGHT_JSON_OUTPUT_FILE: fileURLToPath(report),
  })
  const stats = readReport(report)?.stats
  add(status, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  })
}

/** A tool that fails without a failed test (a file that does not load, a worker that dies) still counts as one. */
function add(status, counts) {
  totals.passed += counts.passed
  totals.failed += status !== 0 && counts.failed === 0 ? 1 : counts.failed
  totals.skipped += counts.skipped
}

function conclude() {
  const ci = process.env.CI === 'true'
  for (const reason of notRun) console.log(`Not run: ${reason}.`)
  totals.skipped += notRun.length
  const forbidden = ci && totals.skipped > 0
  if (forbidden) console.log('CI=true: whatever is skipped is a failure.')
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
  return totals.failed > 0 || totals.passed === 0 || forbidden ? 1 : 0
}

function readReport(place) {
  try {
    return JSON.parse(readFileSync(place, 'utf8'))
  } catch {
    return undefined
  }
}
