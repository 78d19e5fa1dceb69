import { elderlyMinutes } from '#domain/contract/coverage.ts'
import type { AreaFigures, StationLoad } from '#domain/contract/coverage-figures.ts'

/** An area as the table tells it. */
export interface AreaRow {
  code: string
  name: string
  /** Name of the area above. */
  parent: string
  households: number
  /** Households that reach a station within the minutes; the same without changes, null when there are none. */
  inside: number
  before: number | null
  /** Share 0 to 1 of its households; null where nobody lives. */
  share: number | null
  leftOut: number
  /** Elderly people, and those of them within `elderlyWithin` minutes; null where they are not told. */
  elderly: number | null
  elderlyInside: number | null
  medianMinutes: number | null
  /** Households within 5, 10, 15, 20 minutes, and beyond. */
  spread: readonly number[]
  /** Name of the station that serves most of its households, and how many others serve some. */
  station: string
  others: number
}

/** What a page's own model knows of an area, as it follows the finger. */
export interface LiveArea {
  code: string
  households: number
  walk: readonly number[]
  medianMinutes: number | null
}

/** The greatest of the minutes that elderly people are counted for which is no longer than `minutes`; the least when none is. */
export function elderlyWithin(minutes: number): number {
  return elderlyMinutes.findLast((step) => step <= minutes) ?? elderlyMinutes[0]
}

/**
 * Rows of areas: households by the page's own model where it knows them, the rest as the server said it.
 * `before` are the areas without changes. Pure.
 */
export function areaRows(
  areas: readonly AreaFigures[],
  live: readonly LiveArea[] | null,
  before: readonly LiveArea[] | null,
  minutes: number,
  nameOf: { area(code: string): string; station(code: string): string },
): AreaRow[] {
  const now = new Map(live?.map((area) => [area.code, area]))
  const then = new Map(before?.map((area) => [area.code, area]))
  const step = elderlyWithin(minutes)
  return areas.map(({ code, name, parent, elderly, elderlyInside, servedBy, ...told }) => {
    const { households, walk, medianMinutes } = now.get(code) ?? { ...told, walk: told.inside }
    const inside = walk[minutes] ?? 0
    const [first, ...others] = servedBy
    return {
      code,
      name,
      parent: nameOf.area(parent),
      households,
      inside,
      before: then.get(code)?.walk[minutes] ?? null,
      share: households === 0 ? null : inside / households,
      leftOut: households - inside,
      elderly,
      elderlyInside: elderlyInside.find((count) => count.minutes === step)?.people ?? null,
      medianMinutes,
      spread: spreadOf(households, walk),
      station: first ? nameOf.station(first.code) : '',
      others: others.length,
    }
  })
}

function spreadOf(households: number, walk: readonly number[]): number[] {
  const within = elderlyMinutes.map((minutes) => walk[minutes] ?? 0)
  return [...within, households].map((count, at) => count - (at === 0 ? 0 : within[at - 1]!))
}

/** A station as the table tells it. */
export interface LoadRow extends StationLoad {
  level: string
  /** Households for each it can serve; null when nobody said how many that is. */
  load: number | null
  /** Households without the changes; null when there are none, or it did not stand. */
  before: number | null
}

export function loadRows(
  loads: readonly StationLoad[],
  before: readonly Pick<StationLoad, 'code' | 'households'>[] | null,
  levelOf: (code: string) => string,
): LoadRow[] {
  const then = new Map(before?.map(({ code, households }) => [code, households]))
  return loads.map((load) => ({
    ...load,
    level: levelOf(load.code),
    load: load.capacityHouseholds ? load.households / load.capacityHouseholds : null,
    before: before === null ? null : (then.get(load.code) ?? 0),
  }))
}

/** Rows whose name, code or area above holds what was typed. Pure. */
export function findRows<Row extends { name: string; code: string; parent?: string }>(
  rows: readonly Row[],
  typed: string,
): readonly Row[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return rows
  return rows.filter(({ name, code, parent = '' }) =>
    [name, code, parent].some((text) => text.toLowerCase().includes(wanted)),
  )
}
