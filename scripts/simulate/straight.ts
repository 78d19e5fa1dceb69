import { pino } from 'pino'
import { openDatabase } from '#server/db.ts'
import type { Db } from '#server/db.types.ts'
import { readEnvironment } from '#server/env.ts'
import { createIssueWriter } from '#server/issue/issue-writer.ts'
import { limitsOf } from '#server/issue/limits.ts'
import type { Actor, Place } from './life.ts'
import type { Town } from './town.ts'

/** The county in the database of the environment, written by the issue writer with the simulated moments. */
export async function townStraight(county: string): Promise<Town> {
  const environment = readEnvironment()
  const db = await openDatabase(environment, pino({ level: environment.logLevel }))
  const writer = createIssueWriter(db)
  return {
    ...(await whatIsThere(db, county)),
    async report({ category, title, place, position: [longitude, latitude] }, at) {
      const limits = await limitsOf(db, county, category, null, at)
      if ('refused' in limits) return null
      const done = await writer.file(county, {
        person: null,
        filed: {
          kind: 'report',
          at,
          actor: '',
          role: 'resident',
          limits,
          filing: {
            category,
            source: 'resident',
            title,
            place,
            emergency: limits.emergency,
            longitude,
            latitude,
            level: 'grid',
          },
        },
      })
      const [found] = await db.query<Omit<Place, 'county'>>(
        'select street, community, grid from issue where county = $1::text and number = $2::text',
        [county, done.number],
      )
      return found === undefined ? null : { number: done.number, place: { county, ...found }, follow: '' }
    },
    async act({ number, place }, by, act, at) {
      const done = await writer.act(county, {
        number,
        version: null,
        act,
        at,
        actor: { ...by, path: pathOf(by, place), name: by.role === 'resident' ? '' : `${by.role} ${by.unit}` },
        person: null,
        reopenDays: 15,
      })
      return done.ok ? null : done.reason
    },
    close: () => db.close(),
  }
}

/** Path of the scope of a post; of the whole county for a department. */
function pathOf({ role, unit }: Actor, { county, street, community, grid }: Place): string {
  if (role === 'resident') return ''
  const rungs = [county, street, community, grid]
  const depth = rungs.indexOf(unit)
  return `/${rungs.slice(0, depth === -1 ? 1 : depth + 1).join('/')}/`
}

async function whatIsThere(db: Db, county: string): Promise<Pick<Town, 'categories' | 'departments' | 'communities'>> {
  const categories = await db.query<{ code: string; name: string }>(
    `select code, name from category c
      where effective_from <= current_date and coalesce(effective_to, 'infinity') >= current_date
        and not exists (select from category below where below.parent = c.code)
        and not jsonb_path_exists(questions, '$[*] ? (@.required == true)')`,
  )
  const departments = await db.query<{ code: string }>(
    'select code from unit where county = $1::text and closed_at is null order by code',
    [county],
  )
  const communities = await db.query<{ name: string; bounds: [number, number, number, number] }>(
    `select name, array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)] as bounds from area
      where county = $1::text and level = 'community'`,
    [county],
  )
  return { categories, departments: departments.map((one) => one.code), communities }
}
