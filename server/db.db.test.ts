import { describe, expect, it } from 'vitest'
import { withDatabase } from '#server/test-support/database.ts'

describe('the database', () => {
  const database = withDatabase()

  it('answers with the same types on both engines', async () => {
    const [row] = await database.db.query(
      `select 9007199254740991::int8 as big, 1.5::numeric as number, '2024-07-31'::date as day,
        '2024-07-31T08:00:00+08'::timestamptz as moment, array[1, 2]::int8[] as bigs, array['2024-07-31']::date[] as days,
        st_setsrid(st_makepoint(120.75, 37.5), 4326) as geom, '{"a": [1]}'::jsonb as json, true as flag, null as nothing`,
    )
    expect(row).toEqual({
      big: 9007199254740991,
      number: 1.5,
      day: '2024-07-31',
      moment: new Date('2024-07-31T00:00:00Z'),
      bigs: [1, 2],
      days: ['2024-07-31'],
      geom: { type: 'Point', coordinates: [120.75, 37.5] },
      json: { a: [1] },
      flag: true,
      nothing: null,
    })
  })

  it('commits what a transaction did, and nothing of one that threw', async () => {
    const { db } = database
    await db.transaction(async (transaction) => {
      await transaction.query(`insert into division (code, level, name) values ('37', 'province', '山东省')`)
    })
    const refused = db.transaction(async (transaction) => {
      await transaction.query(`insert into division (code, level, name) values ('3706', 'city', '烟台市')`)
      throw new Error('changed my mind')
    })
    await expect(refused).rejects.toThrow('changed my mind')
    expect(await db.query('select code from division')).toEqual([{ code: '37' }])
  })
})
