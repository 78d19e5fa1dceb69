import { LRUCache } from 'lru-cache'
import { type CountyMask, type Lattice, type MaskResult, maskCounty } from '#domain/heat/county-mask.ts'
import { cropSurface } from '#domain/heat/crop-surface.ts'
import type { HeatOptions, HeatRefusal } from '#domain/heat/heat-options.ts'
import { differenceBands, type Isoband, isobands } from '#domain/heat/isobands.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import { massOfPacked, type PackedValues, packDifference, packValues, unpackValues } from '#domain/heat/pack-surface.ts'
import { type PlanePlaces, renewPlaces } from '#domain/heat/plane-places.ts'
import { placeSurface, subtractSurfaces } from '#domain/heat/subtract-surfaces.ts'
import { STEPS_PER_DEGREE } from '#domain/partition/lattice.ts'
import { countPlaces, type IssueRows, type Periods, type PlaceCounts, rowsOf } from './count-places.ts'
import { type CountedSurface, countSurface, refreshCounted, type TimeWindow } from './counted-surface.ts'
import { type DayIndex, renewDayIndex } from './day-index.ts'
import { type AskedPage, type HistoryAreas, type HistoryPage, historyPage } from './history-page.ts'
import {
  type ChangedIssue,
  type ColumnBytes,
  type IssueColumns,
  type IssueQuestion,
  putIssue,
  readColumns,
} from './issue-columns.ts'

/** One question about a county whose issues are kept. */
export interface SurfaceTask {
  county: string
  plane: MetricPlane
  options: HeatOptions
  question: IssueQuestion
  window: TimeWindow
  /** The window compared with; null when nothing is compared. */
  before: TimeWindow | null
  /** Names the window while it slides, so that the same surface goes on. */
  windowName: string
  /** Breaks to cut the surface at; null for the surface alone. */
  breaks: readonly number[] | null
  /** Version the asker has already. */
  known: string | null
}

/** A surface as it is sent. */
export interface Picture extends Lattice, PackedValues {
  sum: number
  peak: number
  /** Densities of the window compared with, on the same lattice; null when nothing is compared. */
  before: (PackedValues & { steps: Uint16Array }) | null
}

export type SurfaceAnswer =
  | {
      ok: true
      version: string
      count: number
      outside: number
      beforeCount: number | null
      /** Null when the asker has it already. */
      picture: Picture | null
      bands: Isoband[] | null
    }
  | { ok: false; reason: HeatRefusal }

/** What the thread of the density is asked, in order. */
export type KeeperTask =
  /** Counts what answers a question by place, all together or period by period. */
  | ({ kind: 'count'; periods: Periods | null } & IssueTask)
  /** Tells where and when everything that answers a question was filed. */
  | ({ kind: 'rows' } & IssueTask)
  /** A page of the days on which everything that answers a question was filed, by place. */
  | ({ kind: 'history' } & HistoryTask)
  /** Tells what is held in memory. */
  | { kind: 'held' }
  /** Takes over all issues of a county and its border; counties take `mostBytes` together. */
  | { kind: 'keep'; county: string; months: ColumnBytes[]; border: CountyBorder; mostBytes: number }
  /** Takes over how some issues are now. */
  | { kind: 'change'; county: string; issues: ChangedIssue[] }
  | { kind: 'surface'; task: SurfaceTask }

/** A question about a page of a county's history. */
export interface HistoryTask extends AskedPage {
  county: string
  ground: HistoryCellsAsked | HistoryAreas
}

/** Cells of a county's lattice, as surfaces have it. */
export interface HistoryCellsAsked {
  kind: 'cells'
  plane: MetricPlane
  cellMeters: number
}

/** What the thread holds: counties with their masks, without surfaces, which have a bound of their own. */
export interface HeldIssues {
  counties: number
  issues: number
  bytes: number
  /** Counties let go for others since the thread began. */
  evictions: number
}

export interface KeeperAnswers {
  /** `evicted`: counties that were let go for this one, those asked least recently. */
  keep: { kept: number; evicted: string[] }
  change: { kept: number }
  surface: SurfaceAnswer
  count: PlaceCounts
  rows: IssueRows
  history: { ok: true; page: HistoryPage } | { ok: false; reason: HeatRefusal }
  held: HeldIssues
}
export type KeeperAnswer = KeeperAnswers[KeeperTask['kind']]

/** A question about single issues of a county that is kept. */
export interface IssueTask {
  county: string
  question: IssueQuestion
  window: TimeWindow
}

/** Rings of the county's polygons, longitude and latitude in degrees. */
export type CountyBorder = [number, number][][]

interface KeptCounty {
  columns: IssueColumns
  border: CountyBorder
  /** By plane and options. */
  masks: LRUCache<string, MaskResult>
  /** Where the rows lie; made when a surface or a history of cells is first asked for. */
  places: PlanePlaces | null
  /** Rows by day; made when a history is first asked for. */
  days: DayIndex | null
}

const MOST_MASKS = 8
/** Bandwidth, in cells, of the lattice that histories lie on; it only widens the lattice's margin. */
const CELLS_AROUND = 6
/** What a Map takes for a number by number: measured 41 to 49 bytes at a million. */
const BYTES_A_KEY = 48
/** A sum and what is known of the border. */
const BYTES_A_CELL = 9
const MOST_SURFACE_BYTES = 256 * 1024 * 1024

export interface HeatKeeper {
  ask<Kind extends KeeperTask['kind']>(task: Extract<KeeperTask, { kind: Kind }>): KeeperAnswers[Kind]
}

type KeepTask = Extract<KeeperTask, { kind: 'keep' }>
type Tasks = { [Kind in KeeperTask['kind']]: (task: Extract<KeeperTask, { kind: Kind }>) => KeeperAnswers[Kind] }

/** Says that a county must be read again before it is asked: it was let go for others. */
export const NOT_KEPT = 'are not kept'

/**
 * Issues of counties in memory, and the surfaces asked lately over them. Everything heavy about the density happens here.
 * Counties have a bound in bytes together, one of them may take more if it must: those asked least recently are let go for a
 * new one.
 */
export function createHeatKeeper(): HeatKeeper {
  /** In the order in which they were asked, the newest last. */
  const counties = new Map<string, KeptCounty>()
  let evictions = 0
  const surfaces = new LRUCache<string, CountedSurface>({
    maxSize: MOST_SURFACE_BYTES,
    sizeCalculation: ({ mask, counted }) => mask.inside.length * BYTES_A_CELL + counted.byteLength + 1000,
  })

  function keep({ county, months, border, mostBytes }: KeepTask) {
    const columns = readColumns(months)
    letGo(county)
    const masks = new LRUCache<string, MaskResult>({ max: MOST_MASKS })
    counties.set(county, { columns, border, masks, places: null, days: null })
    return { kept: columns.count, evicted: makeRoom(mostBytes) }
  }

  function letGo(county: string) {
    counties.delete(county)
    for (const key of [...surfaces.keys()]) if (key.startsWith(county)) surfaces.delete(key)
  }

  /** Lets counties go while all are too much, but never the newest. */
  function makeRoom(mostBytes: number): string[] {
    const evicted: string[] = []
    for (const county of [...counties.keys()].slice(0, -1)) {
      if (held().bytes <= mostBytes) break
      letGo(county)
      evicted.push(county)
    }
    evictions += evicted.length
    return evicted
  }

  function held(): HeldIssues {
    const all = [...counties.values()]
    return {
      counties: all.length,
      issues: all.reduce((sum, { columns }) => sum + columns.count, 0),
      bytes: all.reduce((sum, county) => sum + bytesOf(county), 0),
      evictions,
    }
  }

  function change(county: string, issues: readonly ChangedIssue[]) {
    const { columns } = kept(county)
    for (const issue of issues) putIssue(columns, issue)
    return { kept: columns.count }
  }

  function maskOf({ county, plane, options }: Pick<SurfaceTask, 'county' | 'plane' | 'options'>): MaskResult {
    const { border, masks } = kept(county)
    const key = JSON.stringify([plane, options])
    const known = masks.get(key)
    if (known) return known
    const made = maskCounty(border, plane, options)
    masks.set(key, made)
    return made
  }

  /** Where the county's rows lie, those that came since included. */
  function placesOf(known: KeptCounty, mask: CountyMask): PlanePlaces {
    const { columns } = known
    known.places = renewPlaces(known.places, mask, columns.count, (row) => [
      columns.longitudes[row]! / STEPS_PER_DEGREE,
      columns.latitudes[row]! / STEPS_PER_DEGREE,
    ])
    return known.places
  }

  /** One window of a question, as it is now. */
  function side(task: SurfaceTask, mask: CountyMask, window: TimeWindow, windowName: string): CountedSurface {
    const { county, plane, options, question } = task
    const found = kept(county)
    const key = `${county} ${JSON.stringify([plane, options, question, windowName])}`
    const issues = { columns: found.columns, places: placesOf(found, mask) }
    const known = surfaces.get(key)
    if (known) refreshCounted(known, issues, question, window)
    const side = known ?? countSurface(surfaces.values(), mask, options, issues, question, window)
    surfaces.set(key, side)
    return side
  }

  function surface(task: SurfaceTask): SurfaceAnswer {
    const masked = maskOf(task)
    if (!masked.ok) return masked
    const window = side(task, masked.mask, task.window, task.windowName)
    const before = task.before && side(task, masked.mask, task.before, `before ${task.windowName}`)
    const version = `${window.version}:${before?.version ?? ''}`
    const counts = {
      count: window.live.count(),
      outside: window.live.outside(),
      beforeCount: before?.live.count() ?? null,
    }
    const told = { ok: true as const, version, ...counts }
    if (version === task.known && task.breaks === null) return { ...told, picture: null, bands: null }
    const picture = before ? differenceOf(window, before) : pictureOf(window.live.packed(), 65_535, window.mask, null)
    const { firstColumn, firstRow, width, height } = picture
    const lattice = { plane: task.plane, ...task.options, firstColumn, firstRow, width, height }
    const sent = () => ({ ...lattice, values: unpackValues(picture) })
    const cut = before ? differenceBands : isobands
    return {
      ...told,
      picture: version === task.known ? null : picture,
      bands: task.breaks && cut(sent(), task.breaks),
    }
  }

  function history({ county, ground, ...asked }: HistoryTask): KeeperAnswers['history'] {
    const known = kept(county)
    const { columns } = known
    known.days = renewDayIndex(known.days, columns)
    if (ground.kind === 'areas') return { ok: true, page: historyPage(columns, known.days, ground, asked) }
    const { plane, cellMeters } = ground
    const masked = maskOf({ county, plane, options: { cellMeters, bandwidthMeters: CELLS_AROUND * cellMeters } })
    if (!masked.ok) return masked
    const { mask } = masked
    const cells = { kind: 'cells' as const, mask, places: placesOf(known, mask) }
    return { ok: true, page: historyPage(columns, known.days, cells, asked) }
  }

  function kept(county: string) {
    const found = counties.get(county)
    if (!found) throw new Error(`the issues of ${county} ${NOT_KEPT}`)
    counties.delete(county)
    counties.set(county, found)
    return found
  }

  const tasks: Tasks = {
    keep,
    change: ({ county, issues }) => change(county, issues),
    surface: ({ task }) => surface(task),
    count: ({ county, question, window, periods }) => countPlaces(kept(county).columns, question, window, periods),
    rows: ({ county, question, window }) => rowsOf(kept(county).columns, question, window),
    history,
    held,
  }
  return {
    ask<Kind extends KeeperTask['kind']>(task: Extract<KeeperTask, { kind: Kind }>) {
      const answer: Tasks[Kind] = tasks[task.kind as Kind]
      return answer(task)
    },
  }
}

function bytesOf({ columns, masks, places: placed, days }: KeptCounty): number {
  const { filedAt, longitudes, latitudes, kinds, places, days: filedOn, rowOf, changed } = columns
  const onPlane = [placed?.east, placed?.north, placed?.inside]
  const arrays = [filedAt, longitudes, latitudes, kinds, places, filedOn, ...onPlane, days?.order, days?.offsets]
  const made = [...masks.values()].flatMap((result) => (result.ok ? [result.mask] : []))
  return (
    arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0) +
    BYTES_A_KEY * rowOf.size +
    8 * changed.length +
    made.reduce(
      (sum, { inside, edges, rowEdges }) => sum + 3 * inside.length + 8 * edges.length + 4 * rowEdges.length,
      0,
    )
  )
}

function differenceOf(window: CountedSurface, before: CountedSurface): Picture {
  // the ground of both: a change of nothing has two densities as well
  const earlier = cropSurface(before.live.surface())
  const difference = subtractSurfaces(cropSurface(window.live.surface()), earlier)
  const { firstColumn, firstRow, width, height } = difference
  const lattice = { firstColumn, firstRow, width, height }
  const packed = packValues(placeSurface(earlier, lattice))
  return pictureOf({ ...lattice, ...packDifference(difference) }, 32_767, window.mask, packed)
}

/** The sum is taken from the values as they will be sent, so that what is said of them is true of them. */
function pictureOf(
  packed: Lattice & PackedValues & { stepSum?: number },
  highestStep: number,
  { cellMeters }: CountyMask,
  before: Picture['before'],
): Picture {
  return {
    ...packed,
    before,
    sum: massOfPacked(packed, cellMeters),
    peak: packed.stepPerSquareKilometer * highestStep,
  }
}
