import { Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import {
  compareScenarios,
  createScenario,
  getScenario,
  listScenarios,
  listScenarioVersions,
  removeScenario,
  restoreScenario,
  type Scenario,
  type ScenarioContent,
  type ScenarioSummary,
  saveScenario,
  scenarioContent,
  scenarioLimits,
} from '#domain/contract/scenario.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Context } from '#server/context.ts'
import { settingsOf } from '#server/coverage/county-settings.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { grantedChange } from '#server/coverage/granted-change.ts'
import { mayKnowElderly } from '#server/coverage/may-know-elderly.ts'
import { mayWrite, writerFor } from '#server/coverage/writer-for.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { askSides } from './ask-sides.ts'
import {
  advanceScenario,
  announceScenario,
  insertScenario,
  putAway,
  type SavedVersion,
  type ScenarioRow,
  type ScenarioWithContent,
  scenarioRow,
  scenarioRows,
  versionRow,
  versionRows,
} from './scenario.query.ts'

/** Named what-if scenarios: each save is a version, none is lost; compared by the engine that the page has too. */
export function scenarioRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = coverageStoreOf(context)

  mount(router, listScenarios, async ({ query: { county, removed }, post }) => {
    const writes = await mayWrite(db, { post }, county)
    return { scenarios: (await scenarioRows(db, county, removed)).map(summaryOf), mayWrite: writes }
  })

  mount(router, createScenario, async ({ query: { county }, body: { name, content }, post, response }) => {
    const writer = await writerFor(db, { post }, county)
    await refuseUnmade(county, content)
    const saved = savedAs(county, newId(), name, content, writer)
    await db.transaction(async (transaction) => {
      const most = scenarioLimits.scenarios
      if (!(await insertScenario(transaction, saved, most)))
        throw new HttpProblem(409, 'too-many-scenarios', `County ${county} has ${most} scenarios; put one away first.`)
      await noteDown(transaction, 'scenario.create', saved, writer, 1)
    })
    response.status(201)
    return scenarioOf(await askScenario(county, saved.id))
  })

  mount(router, compareScenarios, async ({ query: { county }, body, post }) => {
    await settingsOf(db, county)
    const sides = await askSides(db, county, body.sides)
    const { walk, stations, level, minutes } = body
    const exact = mayKnowElderly(post, county)
    const changes = sides.map((side) => ({ changes: side.changes }))
    const answer = await store.ask({ kind: 'compare', county, sides: changes, walk, stations, level, minutes, exact })
    const path = answer.ok ? '' : `body.sides.${answer.side}.changes`
    const { figures, areas, groups } = grantedChange(answer, county, path)
    return {
      minutes,
      sides: sides.map(({ name, version }, side) => ({ name, version, figures: figures[side]! })),
      areas,
      groups,
    }
  })

  mount(router, getScenario, async ({ params, query: { county, version } }) => {
    const row = await askScenario(county, params.scenario)
    if (version === undefined || version === row.version) return scenarioOf(row)
    const { changes, savedBy, savedAt, name, content } = await askVersion(county, row.id, version, 'query.version')
    return scenarioOf({ ...row, version, name, changes, savedBy, savedAt, content })
  })

  mount(router, saveScenario, async ({ params, query: { county }, body, post }) => {
    const writer = await writerFor(db, { post }, county)
    const row = await askScenario(county, params.scenario)
    await refuseUnmade(county, body.content)
    return save(savedAs(county, row.id, body.name, body.content, writer), body.expectedVersion, writer, 'scenario.save')
  })

  mount(router, listScenarioVersions, async ({ params, query: { county } }) => {
    const { id } = await askScenario(county, params.scenario)
    const versions = await versionRows(db, county, id)
    return { versions: versions.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() })) }
  })

  mount(router, restoreScenario, async ({ params, query: { county }, body, post }) => {
    const writer = await writerFor(db, { post }, county)
    const { id } = await askScenario(county, params.scenario)
    const { name, content } = await askVersion(county, id, body.restore, 'body.restore')
    const saved = savedAs(county, id, name, scenarioContent.parse(content), writer)
    return save(saved, body.expectedVersion, writer, 'scenario.restore')
  })

  mount(router, removeScenario, async ({ params, query: { county, expectedVersion }, post }) => {
    const writer = await writerFor(db, { post }, county)
    const row = await askScenario(county, params.scenario)
    const done = await db.transaction(async (transaction) => {
      if (!(await putAway(transaction, county, row.id, expectedVersion, now()))) return false
      const { name, version } = row
      const subject = { county, path: `/${county}/`, at: now(), by: writer, subject: row.id }
      await writeAudit(transaction, { ...subject, action: 'scenario.remove', before: { name, version } })
      await announceScenario(transaction, county, row.id, version)
      return true
    })
    if (!done) throw await changed(county, row.id, 'query.expectedVersion')
    return summaryOf(await askScenario(county, row.id))
  })

  /** Throws HttpProblem 422 with the first change that cannot be made today. */
  async function refuseUnmade(county: string, { changes, walk, stations, minutes }: ScenarioContent): Promise<void> {
    if (changes.length === 0) return
    const question = { county, changes, walk, stations, minutes, exact: false }
    grantedChange(await store.ask({ kind: 'figures', ...question }), county, 'body.content.changes')
  }

  function savedAs(
    county: string,
    id: string,
    name: string,
    content: ScenarioContent,
    writer: Post | null,
  ): SavedVersion {
    return { county, id, name, content, savedBy: writer?.name ?? '', savedAt: now() }
  }

  async function save(saved: SavedVersion, expected: number, writer: Post | null, action: string): Promise<Scenario> {
    const { county, id } = saved
    const version = await db.transaction(async (transaction) => {
      const next = await advanceScenario(transaction, saved, expected)
      if (next !== null) await noteDown(transaction, action, saved, writer, next)
      return next
    })
    if (version === null) throw await changed(county, id, 'body.expectedVersion')
    // what this save made, even when the next is already done
    const made = await askVersion(county, id, version, 'body.expectedVersion')
    return scenarioOf({ ...(await askScenario(county, id)), ...made })
  }

  /** Who saved meanwhile, and when: the asker's work is theirs to save over it or under another name. */
  async function changed(county: string, id: string, path: string): Promise<HttpProblem> {
    const { version, savedBy, savedAt, removedAt } = await askScenario(county, id)
    const who = savedBy === '' ? 'a visitor' : savedBy
    const what = removedAt === null ? `${who} saved version ${version}` : `version ${version} was put away`
    return new HttpProblem(
      409,
      'scenario-changed',
      `${what} at ${(removedAt ?? savedAt).toISOString()}. Your work is not lost: read that version, or save yours under another name.`,
      path,
      { 'Scenario-Version': String(version) },
    )
  }

  async function askScenario(county: string, id: string): Promise<ScenarioWithContent> {
    await settingsOf(db, county)
    const row = await scenarioRow(db, county, id)
    if (!row) throw notFound(`County ${county} has no scenario ${id}.`, 'unknown-scenario', 'path.scenario')
    return row
  }

  async function askVersion(county: string, id: string, version: number, path: string) {
    const row = await versionRow(db, county, id, version)
    if (!row) throw notFound(`Scenario ${id} has no version ${version}.`, 'unknown-version', path)
    return row
  }

  return router
}

async function noteDown(
  transaction: Parameters<typeof writeAudit>[0],
  action: string,
  { county, id, name, content, savedAt }: SavedVersion,
  by: Post | null,
  version: number,
): Promise<void> {
  const after = { name, version, changes: content.changes.length }
  await writeAudit(transaction, { at: savedAt, by, county, action, subject: id, path: `/${county}/`, after })
  await announceScenario(transaction, county, id, version)
}

function summaryOf({ id, name, version, changes, savedBy, savedAt, removedAt }: ScenarioRow): ScenarioSummary {
  const moments = { savedAt: savedAt.toISOString(), removedAt: removedAt?.toISOString() ?? null }
  return { id, name, version, changes, savedBy, ...moments }
}

function scenarioOf(row: ScenarioWithContent): Scenario {
  return { ...summaryOf(row), content: scenarioContent.parse(row.content) }
}
