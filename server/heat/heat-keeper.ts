import { LRUCache } from 'lru-cache'
import { type CountyMask, type Lattice, type MaskResult, maskCounty } from '#domain/heat/county-mask.ts'
import { cropSurface } from '#domain/heat/crop-surface.ts'
import type { HeatOptions, HeatRefusal } from '#domain/heat/heat-options.ts'
import { differenceBands, type Isoband, isobands } from '#domain/heat/isobands.ts'
import type { MetricPlane } from '#domain/heat/metric-plane.ts'
import { massOfPacked, type PackedValues, packDifference, packValues, unpackValues } from '#domain/heat/pack-surface.ts'
import { placeSurface, subtractSurfaces } from '#domain/heat/subtract-surfaces.ts'
import { countPlaces, type IssueRows, type Periods, type PlaceCounts, rowsOf } from './count-places.ts'
import { type CountedSurface, createCountedSurface, refreshCounted, type TimeWindow } from './counted-surface.ts'
import {
  type ChangedIssue,
  type ColumnBytes,
  type IssueColumns,
  type IssueQuestion,
  matcherOf,
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
  /** Takes over all issues of a county and its border. */
  | { kind: 'keep'; county: string; months: ColumnBytes[]; border: CountyBorder }
  /** Takes over how some issues are now. */
  | { kind: 'change'; county: string; issues: ChangedIssue[] }
  | { kind: 'surface'; task: SurfaceTask }

export interface KeeperAnswers {
  keep: { kept: number }
  change: { kept: number }
  surface: SurfaceAnswer
  count: PlaceCounts
  rows: IssueRows
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
}

const MOST_MASKS = 8
/** A sum and what is known of the border. */
const BYTES_A_CELL = 9
const MOST_SURFACE_BYTES = 256 * 1024 * 1024

export interface HeatKeeper {
  ask<Kind extends KeeperTask['kind']>(task: Extract<KeeperTask, { kind: Kind }>): KeeperAnswers[Kind]
}

type Tasks = { [Kind in KeeperTask['kind']]: (task: Extract<KeeperTask, { kind: Kind }>) => KeeperAnswers[Kind] }

/** Issues of counties in memory, and the surfaces asked lately over them. Everything heavy about the density happens here. */
export function createHeatKeeper(): HeatKeeper {
  const counties = new Map<string, KeptCounty>()
  const surfaces = new LRUCache<string, CountedSurface>({
    maxSize: MOST_SURFACE_BYTES,
    sizeCalculation: ({ mask, counted }) => mask.inside.length * BYTES_A_CELL + counted.byteLength + 1000,
  })

  function keep(county: string, months: readonly ColumnBytes[], border: CountyBorder) {
    const columns = readColumns(months)
    counties.set(county, { columns, border, masks: new LRUCache({ max: MOST_MASKS }) })
    for (const key of [...surfaces.keys()]) if (key.startsWith(county)) surfaces.delete(key)
    return { kept: columns.count }
  }

  function change(county: string, issues: readonly ChangedIssue[]) {
    const { columns } = kept(county)
    for (const issue of issues) putIssue(columns, issue)
    return { kept: columns.count }
  }

  function maskOf({ county, plane, options }: SurfaceTask): MaskResult {
    const { border, masks } = kept(county)
    const key = JSON.stringify([plane, options])
    const known = masks.get(key)
    if (known) return known
    const made = maskCounty(border, plane, options)
    masks.set(key, made)
    return made
  }

  /** One window of a question, as it is now. */
  function side(task: SurfaceTask, mask: CountyMask, window: TimeWindow, windowName: string): CountedSurface {
    const { county, plane, options, question } = task
    const { columns } = kept(county)
    const key = `${county} ${JSON.stringify([plane, options, question, windowName])}`
    const side = surfaces.get(key) ?? createCountedSurface(mask, options)
    refreshCounted(side, columns, window, matcherOf(columns, question))
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

  function kept(county: string) {
    const found = counties.get(county)
    if (!found) throw new Error(`the issues of ${county} are not kept`)
    return found
  }

  const tasks: Tasks = {
    keep: ({ county, months, border }) => keep(county, months, border),
    change: ({ county, issues }) => change(county, issues),
    surface: ({ task }) => surface(task),
    count: ({ county, question, window, periods }) => countPlaces(kept(county).columns, question, window, periods),
    rows: ({ county, question, window }) => rowsOf(kept(county).columns, question, window),
  }
  return {
    ask<Kind extends KeeperTask['kind']>(task: Extract<KeeperTask, { kind: Kind }>) {
      const answer: Tasks[Kind] = tasks[task.kind as Kind]
      return answer(task)
    },
  }
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
  packed: Lattice & PackedValues,
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
