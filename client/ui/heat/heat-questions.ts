import type { z } from 'zod'
import type { getHeat, heatFilter } from '#domain/contract/heat.ts'
import type { getHeatAreas, getHeatEmerging, getHeatRate, getHeatSignificance } from '#domain/contract/heat-area.ts'
import type { listIssues } from '#domain/contract/issue.ts'
import type { HeatChoice, HeatWindow } from './heat-choice.ts'
import { printNumbers } from './print-numbers.ts'
import { startOfDay } from './start-of-day.ts'

const DAY_MILLISECONDS = 86_400_000
const WEEKS = { least: 4, most: 60, usual: 13 }

/** Where and for whom a question is asked. */
export interface HeatPlace {
  county: string
  timeZone: string
  /** Id of the draft that is counted by; null where none is open. */
  draft: string | null
  /** Version of that draft as the server has it: with another one its ground is another. */
  draftVersion: number
}

type Filter = z.input<typeof heatFilter>

/** The question about the density surface. */
export function densityQuestion(choice: HeatChoice, place: HeatPlace): z.input<typeof getHeat.query> {
  return {
    ...filterOf(choice, place),
    bandwidthMeters: choice.bandwidthMeters,
    ...(choice.breaks ? { breaks: choice.breaks.join(',') } : {}),
    ...(compares(choice) ? { compare: 'before' as const } : {}),
  }
}

/** The question about the ground that is counted by. */
export function areasQuestion(choice: HeatChoice, { county, draft }: HeatPlace): z.input<typeof getHeatAreas.query> {
  return { county, ...byOf(choice, draft) }
}

export function rateQuestion(choice: HeatChoice, place: HeatPlace): z.input<typeof getHeatRate.query> {
  return {
    ...filterOf(choice, place),
    ...byOf(choice, place.draft),
    ...(compares(choice) ? { compare: 'before' as const } : {}),
  }
}

export function significanceQuestion(choice: HeatChoice, place: HeatPlace): z.input<typeof getHeatSignificance.query> {
  return {
    ...filterOf(choice, place),
    ...byOf(choice, place.draft),
    base: choice.base,
    bandwidthMeters: choice.bandwidthMeters,
  }
}

/** Weeks are whole ones before the window's end; a window shorter than four of them, or none, takes a quarter of a year. */
export function emergingQuestion(choice: HeatChoice, place: HeatPlace): z.input<typeof getHeatEmerging.query> {
  const { state: _, days: __, from: ___, ...filter } = filterOf(choice, place)
  return {
    ...filter,
    ...byOf(choice, place.draft),
    base: choice.base,
    bandwidthMeters: choice.bandwidthMeters,
    weeks: weeksOf(choice),
  }
}

/** Weeks that the emerging kinds look back over. */
export function weeksOf({ window }: HeatChoice): number {
  const days = windowDaysOf(window)
  return days === null || days < WEEKS.least * 7 ? WEEKS.usual : Math.min(WEEKS.most, Math.round(days / 7))
}

/** Length of a window in days; null of what is open now, whenever filed. */
export function windowDaysOf(window: HeatWindow): number | null {
  if (window.kind === 'open') return null
  return window.kind === 'days' ? window.days : daysBetween(window.from, window.to)
}

/** Whether a comparison is asked for that can be had: of a window that begins. */
export function compares({ before, window }: HeatChoice): boolean {
  return before && window.kind !== 'open'
}

/** The filter of the same issues in a list; `now` in milliseconds since 1970. */
export function listFilter(
  choice: HeatChoice,
  place: HeatPlace,
  now: number,
): z.input<typeof listIssues.query> & { county: string } {
  const { days, ...filter } = filterOf(choice, place)
  const from = days === undefined ? {} : { from: new Date(now - Number(days) * DAY_MILLISECONDS).toISOString() }
  return { ...filter, ...from }
}

/** What time is played with: the filter without its window. */
export function playFilter(choice: HeatChoice): Pick<Filter, 'category' | 'source' | 'hours' | 'weekdays'> {
  const { category, source, hours, weekdays } = choice
  return {
    ...(category === null ? {} : { category }),
    ...(source.length > 0 ? { source: source.join(',') } : {}),
    ...(hours.length > 0 ? { hours: printNumbers(hours) } : {}),
    ...(weekdays.length > 0 ? { weekdays: printNumbers(weekdays) } : {}),
  }
}

function filterOf(choice: HeatChoice, { county, timeZone }: HeatPlace): Filter {
  const { window } = choice
  return {
    county,
    state: window.kind === 'open' ? 'open' : choice.state,
    ...(window.kind === 'days' ? { days: window.days } : {}),
    ...(window.kind === 'dates'
      ? {
          from: new Date(startOfDay(window.from, timeZone)).toISOString(),
          to: new Date(startOfDay(window.to, timeZone, 1)).toISOString(),
        }
      : {}),
    ...playFilter(choice),
  }
}

function byOf({ by, cellMeters }: HeatChoice, draft: string | null) {
  if (by === 'draft') return draft === null ? { by: 'grid' as const } : { by, draft }
  return by === 'cell' ? { by, cellMeters } : { by }
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS + 1
}
