import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanOperation } from '#domain/contract/plan.ts'
import type { Db, Queryable } from '#server/db.types.ts'
import { draftStoreOf } from '#server/plan/draft-store.ts'
import { planRow } from '#server/plan/plan-row.query.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { type ServedRoutes, serveRoutes } from '#server/test-support/serve-routes.ts'
import { addBuildings, createSmallCounty, SMALL_COUNTY } from '#server/test-support/small-county.ts'
import { beginPlans } from './begin-plans.ts'
import { livingRow } from './plan-life.query.ts'
import { publicationOf } from './publication.ts'

const now = new Date('2026-11-20T04:00:00Z')
const plan = 'heldheldheld'
const west = '370699001001001'
const cut = (latitude: number, number: number): PlanOperation => ({
  kind: 'split',
  face: west,
  line: [
    [119.9, latitude],
    [120.11, latitude],
  ],
  keep: 'right',
  code: `37069900100190${number}`,
  name: `北${number}`,
})

describe('a publication of a plan that the server holds', () => {
  const database = withDatabase()
  let served: ServedRoutes
  beforeAll(async () => {
    await createSmallCounty(database.db)
    await addBuildings(database.db)
    served = await serveRoutes(database.db, () => Router(), now)
    await database.db.query(
      `insert into plan (county, id, name, community, base_date) values ($1::text, $2::text, '留', $1::text, '2026-11-20')`,
      [SMALL_COUNTY, plan],
    )
    await step(1, cut(37.05, 1))
  })
  afterAll(() => served.close())

  const step = async (sequence: number, operation: PlanOperation) => {
    await database.db.query(
      `insert into plan_operation (county, plan, sequence, operation) values ($1::text, $2::text, $3::integer, $4::jsonb)`,
      [SMALL_COUNTY, plan, sequence, JSON.stringify(operation)],
    )
    await database.db.query('update plan set version = version + 1 where id = $1::text', [plan])
  }
  const hold = async () =>
    draftStoreOf(served.context).held(SMALL_COUNTY, (await planRow(database.db, SMALL_COUNTY, plan))!)
  /** What a publication tells, and whether buildings were read for it. */
  const told = async (held: Awaited<ReturnType<typeof hold>> | null) => {
    let read = false
    const db: Queryable = {
      query(sql, parameters) {
        if (sql.includes('from building')) read = true
        return database.db.query(sql, parameters)
      },
    }
    const row = (await livingRow(database.db, SMALL_COUNTY, plan))!
    const { codeOf: _, ...publication } = await publicationOf(db, SMALL_COUNTY, row, now, held)
    return { publication, read }
  }

  it('is what is read and replayed anew, without reading', async () => {
    const anew = await told(null)
    expect(anew.read).toBe(true)
    expect(anew.publication.told.changes.length).toBeGreaterThan(3)
    expect(await told(await hold())).toEqual({ publication: anew.publication, read: false })
  })

  it('is read anew where another step was taken meanwhile', async () => {
    const held = await hold()
    await step(2, cut(37.03, 2))
    const anew = await told(null)
    expect(await told(held)).toEqual(anew)
    expect(
      anew.publication.told.changes.filter(({ kind, level }) => kind === 'opened' && level === 'grid'),
    ).toHaveLength(2)
    expect((await told(await hold())).read).toBe(false)
  })

  it('is read anew where buildings or grids were imported meanwhile, and not for a change of issues', async () => {
    const held = await hold()
    await database.db.query(`select append_feed($1::text, 'issue', 'one', 1, null)`, [SMALL_COUNTY])
    await database.db.query(`select append_feed($1::text, 'layer', 'issue', 1, null)`, [SMALL_COUNTY])
    expect((await told(held)).read).toBe(false)
    await database.db.transaction(async (transaction) => {
      await transaction.query(`update building set households = households + 1 where code = 'B1'`)
      await transaction.query(`select append_feed($1::text, 'layer', 'building', 1, null)`, [SMALL_COUNTY])
    })
    const anew = await told(null)
    expect(await told(held)).toEqual(anew)
    expect(anew.read).toBe(true)
  })

  it('is held a minute before its day, and published then without reading in the transaction', async () => {
    await database.db.query(`update plan set state = 'scheduled', day = '2026-11-21' where id = $1::text`, [plan])
    const asked: string[] = []
    const read: string[] = []
    const watched: Db = {
      ...database.db,
      query: (sql, parameters) => database.db.query(sql, parameters),
      transaction: (work, options) =>
        database.db.transaction(
          (transaction) =>
            work({
              query(sql, parameters) {
                if (sql.includes('households, elderly, compound')) read.push(sql)
                return transaction.query(sql, parameters)
              },
            }),
          options,
        ),
    }
    const at = (moment: string) =>
      beginPlans(watched, new Date(moment), undefined, (_, id) => {
        asked.push(id)
        return hold()
      })
    expect(await at('2026-11-20T15:58:30Z')).toEqual({ published: [], refused: [] })
    expect(asked).toEqual([])
    expect(await at('2026-11-20T15:59:30Z')).toEqual({ published: [], refused: [] })
    expect(asked).toEqual([plan])
    expect(await at('2026-11-20T16:00:10Z')).toEqual({ published: [plan], refused: [] })
    expect(read).toEqual([])
  })
})
