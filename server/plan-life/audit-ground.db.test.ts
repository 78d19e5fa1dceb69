import { beforeAll, describe, expect, it } from 'vitest'
import { toLattice } from '#domain/partition/lattice.ts'
import type { CodedChange } from '#domain/plan-code/code-changes.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { auditGround } from './audit-ground.ts'

type Square = [code: string, west: number, south: number, east: number, north: number]

const parents = { grid: '370699001001', 'micro-grid': '370699001001001' }

describe('the audit of opened ground by the database', () => {
  const database = withDatabase()
  beforeAll(() => createSmallCounty(database.db))

  /** Opens squares beside the grids of the small county, has them audited as opened, and takes them back. */
  async function audit(level: CodedChange['level'], squares: readonly Square[], unasked: readonly Square[] = []) {
    const of = level === 'grid' ? ['grid', 'community'] : ['micro_grid', 'grid']
    let refused: unknown = null
    await database.db
      .transaction(async (transaction) => {
        await transaction.query(
          `insert into ${of[0]} (county, code, valid_from, ${of[1]}, name, geom)
           select $1::text, code, '2026-11-20', $2::text, code, st_multi(st_makeenvelope(west, south, east, north, 4326))
           from unnest($3::text[], $4::float8[], $5::float8[], $6::float8[], $7::float8[]) s (code, west, south, east, north)`,
          [
            SMALL_COUNTY,
            parents[level],
            ...[0, 1, 2, 3, 4].map((at) => [...squares, ...unasked].map((one) => one[at])),
          ],
        )
        await auditGround(
          transaction,
          SMALL_COUNTY,
          squares.map((square) => changeOf(level, square)),
          [],
          false,
        ).catch((error: unknown) => {
          refused = error
        })
        throw new Error('taken back')
      })
      .catch((error: Error) => expect(error.message).toBe('taken back'))
    return refused
  }

  it.each(['grid', 'micro-grid'] as const)('finds nothing in %ss that share their borders', async (level) => {
    expect(
      await audit(level, [
        ['A', 120.3, 37, 120.31, 37.01],
        ['B', 120.31, 37, 120.32, 37.01],
        ['C', 120.3, 37.01, 120.31, 37.02],
      ]),
    ).toBeNull()
  })

  it.each(['grid', 'micro-grid'] as const)(
    'names two opened %ss that lie over each other, even where a gap as large makes the sum right',
    async (level) => {
      const refused = await audit(level, [
        ['A', 120.3, 37, 120.311, 37.01],
        ['B', 120.31, 37, 120.32, 37.01],
        ['C', 120.321, 37, 120.33, 37.01],
      ])
      expect(refused).toMatchObject({ status: 409, code: 'audit-failed' })
      expect(String(refused)).toMatch(/rids A and B would lie over each other at 120\.31\d*, 37\.00\d*/)
    },
  )

  it.each(['grid', 'micro-grid'] as const)('names one that stays, under an opened %s', async (level) => {
    const squares: Square[] = [['B', 120.31, 37, 120.32, 37.01]]
    expect(String(await audit(level, squares, [['X', 120.3, 37, 120.311, 37.01]]))).toMatch(
      /rids B and X would lie over each other/,
    )
    // one that only touches, and two of others that lie over each other: not the plan's doing
    const others: Square[] = [
      ['X', 120.3, 37, 120.31, 37.01],
      ['Y', 120.305, 37, 120.31, 37.01],
    ]
    expect(await audit(level, squares, others)).toBeNull()
  })
})

function changeOf(level: CodedChange['level'], [code, ...sides]: Square): CodedChange {
  const [west, south, east, north] = sides.map(toLattice) as [number, number, number, number]
  const parent = parents[level]
  const polygons = [[[west, south, east, south, east, north, west, north]]]
  const area = { code, name: code, parent, kind: level === 'grid' ? ('base' as const) : null, polygons }
  return { level, kind: 'changed', before: area, after: area, code, parent }
}
