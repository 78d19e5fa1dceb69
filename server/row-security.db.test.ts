import { beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from './db.types.ts'
import { withDatabase } from './test-support/database.ts'
import { createSmallCounty, SMALL_COUNTY } from './test-support/small-county.ts'

const NEIGHBOUR = '370700'
const [street, community] = ['370699001', '370699001001']
const nobody: Scope = { ground: '', post: '', role: '', person: '' }
const everybody: Scope = { ...nobody, ground: `/${SMALL_COUNTY}/` }
const administrator = (post: string): Scope => ({ ...everybody, post, role: 'administrator', person: 'x' })

/** Tables of which each row belongs to somebody. */
const held = [
  'audit',
  'display',
  'grid_care',
  'import_run',
  'issue',
  'issue_event',
  'issue_follow',
  'person',
  'photo',
  'post',
  'session',
]

describe('a question that forgets to ask for what is its asker’s alone', () => {
  const database = withDatabase()
  beforeAll(async () => {
    const { db } = database
    await createSmallCounty(db)
    await db.query(
      `insert into county (code, name, name_en, geom)
       values ($1::text, '邻区', 'Neighbour', st_multi(st_makeenvelope(121, 37, 121.2, 37.1, 4326)))`,
      [NEIGHBOUR],
    )
    await db.query(`select ensure_month_partitions('2026-03-01', '2026-03-01')`)
    // a code that begins as another does, and an issue in no street
    await db.query(
      `insert into issue (county, id, filed_at, number, category, source, state, title, street, community, answer_by, finish_by, geom)
       select county, id, '2026-03-03', 'N' || id, 'lamp', 'patrol', 'filed', '灯', street, community, '2026-03-04', '2026-03-05',
         st_setsrid(st_makepoint(120.05, 37.05), 4326)
       from (values ('370699', 1, '370699001', '370699001001'), ('370699', 2, '370699001', '370699001002'),
         ('370699', 3, '3706990010', '3706990010010'), ('370699', 4, '', ''), ('370700', 5, '370700001', '370700001001'))
         as given (county, id, street, community)`,
    )
    await db.query(
      `insert into issue_event (county, issue, sequence, at, kind, actor)
       select county, id, 1, filed_at, 'file', 'x' from issue`,
    )
    await db.query(
      `insert into issue_follow (county, token_hash, issue, number, phone)
       select county, decode(lpad(id::text, 8, '0'), 'hex'), id, number, '13800000000' from issue`,
    )
    await db.query(
      `insert into photo (county, id, issue, sequence, type, width, height, bytes)
       select county, number, id, 1, 'image/jpeg', 1, 1, 1 from issue`,
    )
    await db.query(
      `insert into person (county, id, login, name, password_hash, created_at)
       select county, id, id, id, 'secret', now()
       from (values ('370699', 'whole'), ('370699', 'street'), ('370699', 'community'), ('370699', 'longer'), ('370700', 'next'))
         as given (county, id)`,
    )
    await db.query(
      `insert into post (county, person, role, unit, path, name)
       select county, id, 'viewer', county, '/' || county || '/' || case id when 'street' then '370699001/'
         when 'community' then '370699001/370699001001/' when 'longer' then '3706990010/' else '' end, id from person`,
    )
    await db.query(
      `insert into session (county, token_hash, person, created_at, last_seen_at, expires_at)
       select county, id, id, now(), now(), now() from person`,
    )
    await db.query(
      `insert into audit (county, at, actor, action, subject, path) select county, now(), 'x', 'x', person, path from post`,
    )
    await db.query(
      `insert into display (county, id, name, area, path, token_hash, created_at, created_by)
       select county, person, person, county, path, person, now(), 'x' from post`,
    )
    await db.query(
      `insert into import_run (county, id, source, layer, file, at, actor, report)
       select code, 1, 'x', 'road', 'x', now(), 'x', '{}' from county`,
    )
    await db.query(`insert into grid_care (county, person, grid) select county, person, 'x' from post`)
  })

  const issues = async (scope: Scope) =>
    (await database.db.within(scope).query<{ number: string }>('select number from issue order by id')).map(
      ({ number }) => number,
    )
  const peopleOf = async (scope: Scope, sql: string) =>
    (await database.db.within(scope).query<{ id: string }>(sql)).map(({ id }) => id).sort()

  it('gets none without a scope, from any table', async () => {
    const nowhere = ['', '/', '//', '370699', '/370699', '370699/', `/${SMALL_COUNTY}`, '/370699001/', '%', '/%/']
    for (const path of nowhere)
      for (const table of held) {
        const scope = { ground: path, post: path, role: 'administrator', person: '' }
        const rows = await database.db.within(scope).query(`select 1 from ${table}`)
        expect([path, table, rows.length]).toEqual([path, table, 0])
      }
  })

  it('gets the issues of the ground it shows, with their histories', async () => {
    expect(await issues(everybody)).toEqual(['N1', 'N2', 'N3', 'N4'])
    expect(await issues({ ...nobody, ground: `/${NEIGHBOUR}/` })).toEqual(['N5'])
    expect(await issues({ ...nobody, ground: `/${SMALL_COUNTY}/${street}/` })).toEqual(['N1', 'N2'])
    expect(await issues({ ...nobody, ground: `/${SMALL_COUNTY}/${street}/${community}/` })).toEqual(['N1'])
    const seen = { ...nobody, ground: `/${SMALL_COUNTY}/${street}/` }
    const entries = await database.db.within(seen).query('select issue from issue_event order by issue')
    expect(entries).toEqual([{ issue: 1 }, { issue: 2 }])
  })

  it('gets telephones and photos of those issues that its post has', async () => {
    for (const table of ['issue_follow', 'photo']) {
      const of = (scope: Scope) => database.db.within(scope).query(`select issue from ${table} order by issue`)
      expect(await of(everybody)).toEqual([])
      expect(await of({ ...everybody, post: `/${SMALL_COUNTY}/${street}/`, role: 'street' })).toEqual([
        { issue: 1 },
        { issue: 2 },
      ])
      expect(await of({ ...everybody, post: `/${NEIGHBOUR}/`, role: 'administrator' })).toEqual([])
    }
  })

  it('gets people within its path, code by code, and never their secrets', async () => {
    const people = 'select id from person'
    expect(await peopleOf(everybody, people)).toEqual([])
    expect(await peopleOf(administrator(`/${SMALL_COUNTY}/`), people)).toEqual([
      'community',
      'longer',
      'street',
      'whole',
    ])
    expect(await peopleOf(administrator(`/${SMALL_COUNTY}/${street}/`), people)).toEqual(['community', 'street'])
    for (const secret of ['password_hash', 'totp_secret', '*'])
      await expect(
        database.db.within(administrator(`/${SMALL_COUNTY}/`)).query(`select ${secret} from person`),
      ).rejects.toThrow('permission denied')
  })

  it('gets sessions, screens, the audit and imports as an administrator, else its own sessions alone', async () => {
    const scope = administrator(`/${SMALL_COUNTY}/${street}/`)
    for (const of of [
      'token_hash as id from session',
      'id from display',
      'subject as id from audit',
      'person as id from grid_care',
    ])
      expect(await peopleOf(scope, `select ${of}`)).toEqual(['community', 'street'])
    expect(await database.db.within(scope).query('select county from import_run')).toEqual([{ county: SMALL_COUNTY }])
    const viewer = { ...scope, role: 'viewer', person: 'street' }
    expect(await peopleOf(viewer, 'select token_hash as id from session')).toEqual(['street'])
    for (const table of ['display', 'audit', 'import_run'])
      expect(await database.db.within(viewer).query(`select 1 from ${table}`)).toEqual([])
  })

  it('changes nothing, and reaches no month of issues past its table', async () => {
    const reader = database.db.within(administrator(`/${SMALL_COUNTY}/`))
    await expect(reader.query(`update issue set title = 'x'`)).rejects.toThrow()
    await expect(reader.query('select 1 from issue_default')).rejects.toThrow('permission denied')
    await expect(reader.query('select 1 from issue_2026_03')).rejects.toThrow('permission denied')
    await expect(reader.query('select 1 from known_browser')).rejects.toThrow('permission denied')
  })

  it('leaves nothing of its scope behind for the next question', async () => {
    const { db } = database
    await Promise.all(
      Array.from({ length: 40 }, async (_, turn) => {
        const whole = turn % 2 === 0
        const scope = { ...nobody, ground: whole ? `/${SMALL_COUNTY}/` : `/${SMALL_COUNTY}/${street}/` }
        expect(await issues(scope)).toHaveLength(whole ? 4 : 2)
        await db
          .within(scope)
          .query('select 1 / 0')
          .catch(() => {})
        expect(await db.query('select 1 from issue where id < 6')).toHaveLength(5)
      }),
    )
  })
})
