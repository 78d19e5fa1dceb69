import type { z } from 'zod'
import type { CountySettings } from '#domain/contract/county.ts'
import {
  type CountyCoverage,
  elderlyMinutes,
  type getCoverageStreets,
  MOST_MINUTES,
  type StationCoverage,
} from '#domain/contract/coverage.ts'
import type { CountyCounts } from '#domain/coverage/answer.ts'
import type { StreetPiece } from '#domain/coverage/street-time.ts'
import { withholdSmall } from '#domain/coverage/withhold.ts'

/** A county's counts as they leave the server: small elderly counts withheld, the promise beside. */
export function tellCounty(counts: CountyCounts, settings: CountySettings): CountyCoverage {
  const { elderlyWalk, elderlyStraight, elderly, ...told } = counts
  const minutes = Math.min(MOST_MINUTES, Math.max(1, Math.round(settings.walkMinutes)))
  const part = told.walk[minutes]!
  return {
    ...told,
    elderly: tellTotal(elderly, [elderlyWalk, elderlyStraight], settings),
    elderlyCounts: tellElderly(elderlyWalk, elderlyStraight, settings),
    promise: { minutes, reached: { part, whole: told.households, share: part / told.households } },
  }
}

/** All elderly people, withheld where so few of them lie beyond the last count shown that they would be told apart. */
function tellTotal(elderly: number, counts: number[][], { smallCount }: CountySettings): number | null {
  const shown = counts.map((count) =>
    withholdSmall([...elderlyMinutes.map((minutes) => count[minutes]!), elderly], smallCount).at(-1),
  )
  return shown.includes(null) ? null : elderly
}

type StationCounts = Omit<StationCoverage, 'elderlyCounts'> & { elderlyWalk: number[]; elderlyStraight: number[] }

export function tellStation(counts: StationCounts, settings: CountySettings): StationCoverage {
  const { elderlyWalk, elderlyStraight, ...told } = counts
  return { ...told, elderlyCounts: tellElderly(elderlyWalk, elderlyStraight, settings) }
}

function tellElderly(walk: number[], straight: number[], { smallCount }: CountySettings) {
  const pick = (counts: number[]) =>
    withholdSmall(
      elderlyMinutes.map((minutes) => counts[minutes]!),
      smallCount,
    )
  const walked = pick(walk)
  const direct = pick(straight)
  return elderlyMinutes.map((minutes, at) => ({ minutes, walk: walked[at]!, straight: direct[at]! }))
}

type PackedPiece = z.input<typeof getCoverageStreets.answer>['pieces'][number]

/** Seconds at both ends to 0.1 s, then longitude and latitude of each point to 1e-6 degree (0.1 m). */
export function packPiece({ startSeconds, endSeconds, line }: StreetPiece): PackedPiece {
  const round = (value: number, steps: number) => Math.round(value * steps) / steps
  return [round(startSeconds, 10), round(endSeconds, 10), ...line.flat().map((degrees) => round(degrees, 1e6))]
}
