import { getMe } from '#domain/contract/account.ts'
import { getAreaGround } from '#domain/contract/area-ground.ts'
import { getCard } from '#domain/contract/card.ts'
import { listCategories } from '#domain/contract/category.ts'
import { listAreas, listCounties } from '#domain/contract/county.ts'
import { getCoverage, getCoverageArea, getCoverageStreets } from '#domain/contract/coverage.ts'
import { getOwnDisplay, openDisplay } from '#domain/contract/display.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { streamFeed } from '#domain/contract/feed-stream.ts'
import { getFigures } from '#domain/contract/figure.ts'
import { getHealth, getReady } from '#domain/contract/health.ts'
import { getHeat, getHeatBands } from '#domain/contract/heat.ts'
import {
  getHeatAreas,
  getHeatEmerging,
  getHeatHistory,
  getHeatRate,
  getHeatSignificance,
} from '#domain/contract/heat-area.ts'
import { getIssue, type IssueSummary, listIssues } from '#domain/contract/issue.ts'
import { getReplay } from '#domain/contract/replay.ts'
import { listStations } from '#domain/contract/station.ts'
import { getTile } from '#domain/contract/tile.ts'
import { getWall } from '#domain/contract/wall.ts'
import type { DisplayRow } from './display.query.ts'

/** What a wall shows of its county. A screen is refused whatever is not named here, also what is added later. */
const shown: ReadonlySet<Endpoint> = new Set<Endpoint>([
  getHealth,
  getReady,
  getMe,
  openDisplay,
  getOwnDisplay,
  listCounties,
  listAreas,
  getAreaGround,
  getTile,
  streamFeed,
  getFigures,
  listIssues,
  getIssue,
  getCard,
  listCategories,
  getHeat,
  getHeatBands,
  getHeatAreas,
  getHeatRate,
  getHeatSignificance,
  getHeatEmerging,
  getHeatHistory,
  listStations,
  getCoverage,
  getCoverageStreets,
  getCoverageArea,
  getReplay,
  getWall,
])

/** Why a screen may not ask this; null where it may. `county`: the one it asks about, where it names one. */
export function refuseScreen(
  { name, county: own }: Pick<DisplayRow, 'name' | 'county'>,
  declared: Endpoint,
  county: string | null,
): { code: string; words: string } | null {
  if (!shown.has(declared))
    return { code: 'display-shows-walls', words: `Screen ${name} shows the wall alone; sign in to see this.` }
  if (county !== null && county !== own)
    return { code: 'outside-scope', words: `Screen ${name} belongs to county ${own}, not to ${county}.` }
  return null
}

/** The street or community that a screen was given to; null for the whole county, and where no screen asks. */
export function areaOfScreen(screen: Pick<DisplayRow, 'area' | 'county'> | null): string | null {
  return screen === null || screen.area === screen.county ? null : screen.area
}

/** Whether an issue that lies there stands on the screen; always where no screen asks. */
export function standsOn(
  screen: Pick<DisplayRow, 'area' | 'county'> | null,
  { street, community }: { street: string; community: string },
): boolean {
  const area = areaOfScreen(screen)
  return area === null || area === street || area === community
}

const fromPeople: ReadonlySet<IssueSummary['source']> = new Set(['resident', 'hotline', 'online'])

interface Words {
  title: string
  place: string
}

/**
 * The words of an issue as a screen tells them to whoever walks by. What people wrote or said themselves may name them,
 * their door or their illness: `plain`, the kind of matter and the grid, stand in its place.
 */
export function wordsOn(
  screen: DisplayRow | null,
  source: IssueSummary['source'],
  { title, place }: Words,
  plain: Words,
): Words {
  return screen !== null && fromPeople.has(source) ? plain : { title, place }
}

/** An issue with the words that who asks may read. */
export function asOn(screen: DisplayRow | null, issue: IssueSummary): IssueSummary {
  if (screen === null) return issue
  const { source, categoryName, gridName, communityName, streetName } = issue
  const plain = { title: categoryName, place: gridName || communityName || streetName }
  return { ...issue, ...wordsOn(screen, source, issue, plain) }
}
