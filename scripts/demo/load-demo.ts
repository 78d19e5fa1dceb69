import { pinyinOf } from '#domain/area/pinyin-of.ts'
import { countySettings } from '#domain/contract/county.ts'
import { addDepartments } from '#server/account/departments.ts'
import type { Database } from '#server/db.ts'
import type { Queryable } from '#server/db.types.ts'
import { type DrawnCounty, drawCounty, sizes } from './draw-county.ts'
import { dissolve } from './geometry/dissolve.ts'
import { degreesHex, insertRows, type TableRows } from './insert-rows.ts'
import { categoryRows, issueRows } from './issue-rows.ts'
import { categories, words } from './issue-words.ts'
import { demoIssues } from './issues.ts'
import { nameCounty } from './name-county.ts'
import { names } from './names.ts'
import { placeRows } from './place-rows.ts'
import { seededRandom } from './random.ts'
import { placeCandidates } from './site-candidates.ts'
import { placeStations } from './stations.ts'
import { workerRows } from './worker-rows.ts'

export interface DemoOptions {
  size?: 'default' | 'large'
  seed?: number
  now: Date
  /** Issues to fill the thirteen months with; otherwise as many as the size has. */
  issues?: number
  /** Told while drawing and after each batch, so that no second passes in silence. */
  progress?: (done: number, total: number, what: string) => void
}

const county = names.county.code

/** A dense small town: some twenty open issues a km², so its classes start higher than the default's. */
const demoSettings = { heatBreaks: [10, 25, 50, 100, 200], issueLetters: words.prefix }

/**
 * Draws the demo county and loads it in one transaction: nothing half-loaded is ever visible, loading again replaces it.
 * The same seed, size and day of `now` give the same rows. Ends with a feed row for each layer.
 */
export async function loadDemo(db: Database, options: DemoOptions): Promise<void> {
  const size = sizes[options.size ?? 'default']
  const seed = options.seed ?? 1
  const random = seededRandom(`demo ${seed}`)
  const progress = options.progress ?? (() => {})
  const draw = { done: 0, steps: 8 }
  const drawing = (what: string): void =>
    progress(Math.round((drawShare * 100 * draw.done++) / draw.steps), 100, `drawing ${what}`)
  const drawn = drawCounty(seed, size, { ...names.water, hills: names.hills }, drawing)
  drawing('names')
  const named = nameCounty(drawn, random.fork('names'))
  const stations = placeStations(drawn, named, size.stations, random.fork('stations'))
  const candidates = placeCandidates(drawn, named, stations, size.candidates, random.fork('candidates'))
  drawing('issues')
  const issues = demoIssues(drawn, named, options.issues ?? size.issues, options.now, random.fork('issues'))
  const tables = [
    ...placeRows(drawn, named, stations, candidates, random.fork('people')),
    ...workerRows(named, random.fork('workers')),
    categoryRows(),
    ...issueRows(issues),
  ]
  const rows = tables.reduce((sum, table) => sum + table.columns[0]!.length, 0)
  const total = Math.round(rows / (1 - drawShare))
  await db.transaction(
    async (transaction) => {
      let done = total - rows
      const load = async (table: TableRows): Promise<void> => {
        await insertRows(transaction, table, (count) => {
          done += count
          progress(Math.min(done, total - 1), total, table.what)
        })
      }
      await clear(transaction)
      await ensureMonths(transaction, options.now)
      await insertCounty(transaction, drawn)
      for (const table of tables) await load(table)
      await addDepartments(
        transaction,
        county,
        categories.map((category) => category.department),
      )
      await advanceSequence(transaction, issues.length)
      for (const layer of layers)
        await transaction.query('select append_feed($1::text, $2::text, $3::text, 1, null)', [county, 'layer', layer])
    },
    { timeoutSeconds: 600 },
  )
  progress(1, 1, 'done')
}

/** Share of the whole time that drawing takes, for the progress line. */
const drawShare = 0.3

const layers = [
  'area',
  'grid',
  'micro_grid',
  'compound',
  'building',
  'station',
  'walk_edge',
  'water',
  'road',
  'green',
  'issue',
]

/** Issues and their entries lie in monthly partitions: the thirteen months behind and the two ahead. */
async function ensureMonths(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `select ensure_month_partitions(($1::timestamptz - interval '14 months')::date, ($1::timestamptz + interval '2 months')::date)`,
    [now],
  )
}

/** New issues take numbers after those loaded. */
async function advanceSequence(db: Queryable, used: number): Promise<void> {
  await db.query(
    `select setval('issue_id_sequence', greatest($1::bigint, (select last_value from issue_id_sequence)))`,
    [used],
  )
}

async function clear(db: Queryable): Promise<void> {
  await db.query('delete from issue_event where county = $1::text', [county])
  await db.query('delete from issue where county = $1::text', [county])
  await db.query('delete from plan where county = $1::text', [county])
  await db.query('delete from building where county = $1::text', [county])
  await db.query('delete from compound where county = $1::text', [county])
  await db.query('delete from scenario where county = $1::text', [county])
  await db.query('delete from network_edit where county = $1::text', [county])
  await db.query('delete from site_candidate where county = $1::text', [county])
  await db.query('delete from station where county = $1::text', [county])
  await db.query('delete from walk_edge where county = $1::text', [county])
  await db.query('delete from walk_node where county = $1::text', [county])
  await db.query('delete from water where county = $1::text', [county])
  await db.query('delete from road where county = $1::text', [county])
  await db.query('delete from green where county = $1::text', [county])
  await db.query('delete from micro_grid where county = $1::text', [county])
  await db.query('delete from grid_care where county = $1::text', [county])
  await db.query('delete from grid where county = $1::text', [county])
  await db.query('delete from area where county = $1::text', [county])
  await db.query("delete from division where code like $1::text || '%'", [county])
}

async function insertCounty(db: Queryable, drawn: DrawnCounty): Promise<void> {
  const { mesh } = drawn.plan
  const rings = dissolve(mesh, mesh.faces.values())
  const geom = degreesHex(
    rings.map((ring) =>
      ring.map((vertex): [number, number] => [mesh.lattice[vertex]![0] / 1e7, mesh.lattice[vertex]![1] / 1e7]),
    ),
  )
  await db.query(
    `insert into county (code, name, name_en, demo, time_zone, settings, attribution, geom)
     values ($1::text, $2::text, $3::text, true, 'Asia/Shanghai', $4::jsonb, $5::text, $6::geometry)
     on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, demo = true,
       time_zone = excluded.time_zone, settings = excluded.settings, attribution = excluded.attribution, geom = excluded.geom`,
    [
      county,
      names.county.name,
      names.county.nameEn,
      JSON.stringify(countySettings.parse(demoSettings)),
      names.attribution,
      geom,
    ],
  )
  const { pinyin, initials } = pinyinOf(names.county.name)
  await db.query(
    `insert into area (county, code, level, path, name, pinyin, initials, geom)
     select code, code, 'county', '/' || code || '/', name, $2::text, $3::text, geom from county where code = $1::text`,
    [county, pinyin, initials],
  )
}
