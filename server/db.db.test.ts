import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { DatabaseError, StatementTimeout } from '#server/db.ts'
import type { Queryable } from '#server/db.types.ts'
import { withDatabase } from '#server/test-support/database.ts'
import { oncePossible } from '#server/test-support/once-possible.ts'

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

  it('runs what a transaction asks together in that order, often asked or not', async () => {
    const { db } = database
    const rows = await db.transaction(async (transaction) => {
      const steps = Array.from({ length: 40 }, (_, step) =>
        transaction.query<{ value: string }>(
          `select setting || $1::text as value from (select current_setting('gridboard.order', true) as setting) known,
             lateral (select set_config('gridboard.order', coalesce(setting, '') || $1::text, true)) told`,
          [String(step % 10)],
          step % 3 === 0 ? 'often' : undefined,
        ),
      )
      await Promise.all(steps)
      return transaction.query<{ value: string }>(`select current_setting('gridboard.order') as value`)
    })
    expect(rows).toEqual([{ value: '0123456789'.repeat(4) }])
  })

  it('keeps nothing of statements asked together when one of them fails, and tells that one', async () => {
    const { db } = database
    const insert = (transaction: Queryable, code: string) =>
      transaction.query(`insert into division (code, level, name) values ($1::text, 'province', 'x')`, [code], 'often')
    const refused = db.transaction((transaction) =>
      Promise.all([
        insert(transaction, '41'),
        transaction.query('select 1 / $1::integer', [0]),
        insert(transaction, '42'),
        insert(transaction, '43'),
      ]),
    )
    await expect(refused).rejects.toThrow('division by zero')
    expect(await db.query(`select code from division where code in ('41', '42', '43')`)).toEqual([])
    await db.transaction((transaction) => Promise.all([insert(transaction, '41'), insert(transaction, '42')]))
    expect(await db.query(`select code from division where code in ('41', '42') order by code`)).toEqual([
      { code: '41' },
      { code: '42' },
    ])
  })

  it('wakes whoever listens to the feed, only after the commit', async () => {
    const { db } = database
    let heard = 0
    const stop = db.onFeed(() => {
      heard += 1
    })
    await sleep(300)
    heard = 0
    await db.transaction(async (transaction) => {
      await transaction.query(`select append_feed('370699', 'issue', '1', 1, null)`)
      await sleep(300)
      expect(heard).toBe(0)
    })
    await vi.waitFor(() => expect(heard).toBe(1), 3000)
    await db.query(`select append_feed('370699', 'issue', '2', 1, null)`)
    await vi.waitFor(() => expect(heard).toBe(2), 3000)
    stop()
  })

  it('says what is wrong with a statement and stays usable', async () => {
    const { db } = database
    await expect(db.query('select 1/0')).rejects.toMatchObject({ code: '22012' })
    await expect(db.query('selct 1')).rejects.toBeInstanceOf(DatabaseError)
    await expect(db.query('select $1::int4', ["1'; drop table county; --"])).rejects.toMatchObject({ code: '22P02' })
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('refuses to commit a transaction in which a failed statement was swallowed', async () => {
    const swallowed = database.db.transaction(async (transaction) => {
      await transaction.query(`insert into division (code, level, name) values ('36', 'province', '江西省')`)
      await transaction.query('select 1/0').catch(() => {})
    })
    await expect(swallowed).rejects.toThrow('nothing was committed')
    expect(await database.db.query(`select code from division where code = '36'`)).toEqual([])
  })

  it('refuses a query beside the transaction it is called in, and a transaction that has ended', async () => {
    const { db } = database
    await expect(db.transaction(() => db.query('select 1'))).rejects.toThrow('query the transaction')
    let kept: Queryable | undefined
    await db.transaction(async (transaction) => {
      kept = transaction
    })
    await expect(kept?.query('select 1')).rejects.toThrow('this transaction has ended')
  })

  it('stops a statement that runs past its time and answers the next one', async () => {
    const { db } = database
    const slow = db.transaction((transaction) => transaction.query('select pg_sleep(30)'), { timeoutSeconds: 1 })
    await expect(slow).rejects.toBeInstanceOf(StatementTimeout)
    expect(await oncePossible(() => db.query('select 1 as one'))).toEqual([{ one: 1 }])
  })

  it('stops an endless calculation too', async () => {
    const { db } = database
    const endless = `select count(*) from generate_series(1, 1000000000) a, generate_series(1, 1000000) b`
    const slow = db.transaction((transaction) => transaction.query(endless), { timeoutSeconds: 1 })
    await expect(slow).rejects.toBeInstanceOf(StatementTimeout)
    expect(await oncePossible(() => db.query('select 1 as one'))).toEqual([{ one: 1 }])
  })

  it('takes many queries at once over its bounded pool', async () => {
    const { db } = database
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => db.query<{ n: number }>('select $1::int4 as n', [index])),
    )
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 200 }, (_, index) => index))
  })

  it('keeps what one transaction sets from the next', async () => {
    const { db } = database
    await db.transaction((transaction) => transaction.query(`select 1`), { timeoutSeconds: 7 })
    const [row] = await db.query<{ value: string }>(`select current_setting('statement_timeout') as value`)
    expect(row?.value).not.toBe('7s')
  })
})
