import { describe, expect, it } from 'vitest'
import { applyOperation, type Draft } from '#domain/partition/draft.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { nestedDraft } from '#domain/partition/nested.fixture.ts'
import { seeded } from '#domain/partition/partition.fixture.ts'
import { polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import { randomOperation } from '#domain/partition/random-operation.fixture.ts'
import { withDatabase } from '#server/test-support/database.ts'

/** Grids and faces of a draft as GeoJSON, each level by itself a coverage. */
function groundsOf(draft: Draft): string[][] {
  const json = (polygons: ReturnType<typeof polygonsOf>) =>
    JSON.stringify({ type: 'MultiPolygon', coordinates: toMultiPolygon(polygons) })
  return [
    [...draft.grids.keys()].map((code) => json(groundOf(draft, code))),
    [...draft.partition.faces.keys()].map((code) => json(polygonsOf(draft.partition, code))),
  ]
}

// ST_CoverageInvalidEdges came with PostGIS 3.4; the embedded engine has it
describe('the database audits what the kernel draws', () => {
  const database = withDatabase()

  async function invalid(grounds: readonly string[]): Promise<{ edges: number; shapes: number }> {
    const [row] = await database.db.query<{ edges: number; shapes: number }>(
      `select count(edges)::integer as edges, count(*) filter (where not valid)::integer as shapes
       from (
         select st_coverageinvalidedges(geom) over () as edges, st_isvalid(geom) as valid
         from (select st_geomfromgeojson(value) as geom from unnest($1::text[]) as given (value)) ground) audited`,
      [grounds],
    )
    return row!
  }

  it('finds no invalid edge and no invalid shape on either level after a thousand random steps', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const random = seeded(seed * 104_729)
      let draft = nestedDraft(3, 2, 2, 5)
      let made = 0
      for (let i = 0; i < 250; i++) {
        const applied = applyOperation(draft, randomOperation(draft, random, i))
        if (!applied.ok) continue
        draft = applied.draft
        made++
      }
      expect(made).toBeGreaterThan(50)
      for (const grounds of groundsOf(draft)) expect(await invalid(grounds)).toEqual({ edges: 0, shapes: 0 })
    }
  })

  it('would find one', async () => {
    const [grids] = groundsOf(nestedDraft(2, 1, 1, 3))
    const lapped = JSON.parse(grids![0]!) as { coordinates: [number, number][][][] }
    for (const place of lapped.coordinates[0]![0]!) place[0] += 0.0005
    expect((await invalid([grids![1]!, JSON.stringify(lapped)])).edges).toBeGreaterThan(0)
  })
})
