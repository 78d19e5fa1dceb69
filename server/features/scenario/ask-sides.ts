import type { Change } from '#domain/contract/change.ts'
import { type ComparedSide, scenarioContent } from '#domain/contract/scenario.ts'
import type { Queryable } from '#server/db.types.ts'
import { notFound } from '#server/http.ts'
import { scenarioRow, versionRow } from './scenario.query.ts'

/** A side of a comparison with what is otherwise on it; `name` '' for today, `version` null where nothing is saved. */
export interface AskedSide {
  name: string
  version: number | null
  changes: readonly Change[]
}

/** Reads the sides of a comparison. Throws HttpProblem 404 with the side's place for a scenario that is not there. */
export async function askSides(db: Queryable, county: string, sides: readonly ComparedSide[]): Promise<AskedSide[]> {
  return Promise.all(sides.map((side, at) => askSide(db, county, side, `body.sides.${at}`)))
}

async function askSide(db: Queryable, county: string, side: ComparedSide, path: string): Promise<AskedSide> {
  switch (side.kind) {
    case 'today':
      return { name: '', version: null, changes: [] }
    case 'draft':
      return { name: side.name, version: null, changes: side.changes }
    case 'scenario': {
      const row =
        side.version === undefined
          ? await scenarioRow(db, county, side.id)
          : await versionRow(db, county, side.id, side.version)
      if (!row) throw notFound(`County ${county} has no such scenario: ${side.id}.`, 'unknown-scenario', `${path}.id`)
      return { name: row.name, version: row.version, changes: scenarioContent.parse(row.content).changes }
    }
  }
}
