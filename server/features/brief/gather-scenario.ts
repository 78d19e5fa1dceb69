import type { Change } from '#domain/contract/change.ts'
import { scenarioContent } from '#domain/contract/scenario.ts'
import type { Db } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import { compoundNames, scenarioRow, stationRows } from './brief.query.ts'
import type { BriefChange } from './material.ts'

/** A saved scenario with its changes as the page names them. Throws HttpProblem 404 where there is none. */
export async function gatherScenario(
  db: Db,
  county: string,
  id: string,
): Promise<{ name: string; changes: Change[]; named: BriefChange[] }> {
  const row = await scenarioRow(db, county, id)
  if (!row) throw notFound(`County ${county} has no such scenario: ${id}.`, 'unknown-scenario', 'query.scenario')
  const { changes } = scenarioContent.parse(row.content)
  const stations = new Map((await stationRows(db, county)).map(({ code, name }) => [code, name]))
  for (const change of changes) if (change.kind === 'add-station') stations.set(change.code, change.name)
  const walled = changes.flatMap((change) => (change.kind === 'open-gate' ? [change.compound] : []))
  const compounds = await compoundNames(db, county, walled)
  const nameOf = (change: Change) =>
    'code' in change
      ? (stations.get(change.code) ?? '')
      : change.kind === 'open-gate'
        ? (compounds.get(change.compound) ?? '')
        : ''
  return { name: row.name, changes, named: changes.map((change) => ({ kind: change.kind, name: nameOf(change) })) }
}
