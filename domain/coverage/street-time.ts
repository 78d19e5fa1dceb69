import type { Position } from '#domain/contract/common.ts'
import { UNREACHED } from './graph.ts'
import { cutLine, measureLine } from './line.ts'

/** A stretch of street along which walking time runs straight from one end's to the other's. */
export interface StreetPiece {
  startSeconds: number
  endSeconds: number
  line: Position[]
}

/** A time at a place along an edge (share 0 to 1) from which walking goes both ways. */
export interface Origin {
  along: number
  deciseconds: number
}

/** What a search pays along an edge, from its first point to its last and back. */
interface EdgeCost {
  deciseconds: number
  backDeciseconds: number
}

/**
 * An edge cut into pieces where walking time turns (where two ways around meet, where a station stands), and cut off at
 * `limitSeconds`. [] where nobody may walk, or nobody comes in that time.
 */
export function cutEdge(
  points: Position[],
  { deciseconds: onward, backDeciseconds: backward }: EdgeCost,
  origins: readonly Origin[],
  limitSeconds: number,
): StreetPiece[] {
  const begins = origins.filter(({ deciseconds }) => deciseconds !== UNREACHED)
  if (onward < 0 || begins.length === 0) return []
  const limit = limitSeconds * 10
  const timeAt = (along: number) => {
    let least = Number.POSITIVE_INFINITY
    for (const begin of begins) {
      const apart = along - begin.along
      least = Math.min(least, begin.deciseconds + (apart >= 0 ? onward * apart : -backward * apart))
    }
    return least
  }
  const turns = turnsOf(begins, onward, backward)
  const line = measureLine(points)
  const pieces: StreetPiece[] = []
  for (let turn = 1; turn < turns.length; turn++) {
    let from = turns[turn - 1]!
    let to = turns[turn]!
    if (to - from < 1e-9) continue
    const start = timeAt(from)
    const end = timeAt(to)
    if (Math.min(start, end) >= limit) continue
    const crossing = from + ((limit - start) / (end - start)) * (to - from)
    if (start > limit) from = crossing
    if (end > limit) to = crossing
    pieces.push({
      startSeconds: Math.min(start, limit) / 10,
      endSeconds: Math.min(end, limit) / 10,
      line: cutLine(line, from, to),
    })
  }
  return pieces
}

/** A piece cut at every whole minute; each part with the minute that contains it. */
export function splitByMinute(piece: StreetPiece): { minute: number; line: Position[] }[] {
  const { startSeconds, endSeconds, line } = piece
  if (startSeconds > endSeconds)
    return splitByMinute({ startSeconds: endSeconds, endSeconds: startSeconds, line: line.toReversed() })
  const measured = measureLine(line)
  const parts: { minute: number; line: Position[] }[] = []
  let from = startSeconds
  do {
    const minute = Math.floor(from / 60) + 1
    const to = Math.min(minute * 60, endSeconds)
    const along = (seconds: number) =>
      endSeconds === startSeconds ? (seconds === from ? 0 : 1) : (seconds - startSeconds) / (endSeconds - startSeconds)
    const last = to === endSeconds
    parts.push({ minute, line: cutLine(measured, along(from), last ? 1 : along(to)) })
    from = to
  } while (from < endSeconds)
  return parts
}

/** Shares along the edge where its time may turn: its ends, its origins, and where two origins' walks meet. */
function turnsOf(origins: readonly Origin[], onward: number, backward: number): number[] {
  const turns = [0, 1]
  for (const one of origins) {
    turns.push(one.along)
    for (const other of origins) {
      if (other.along <= one.along || onward + backward === 0) continue
      const apart = other.deciseconds + backward * other.along - one.deciseconds + onward * one.along
      turns.push(apart / (onward + backward))
    }
  }
  return turns.filter((along) => along >= 0 && along <= 1).sort((a, b) => a - b)
}
