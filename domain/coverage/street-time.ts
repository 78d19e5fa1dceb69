import type { Position } from '#domain/contract/common.ts'
import { UNREACHED, type WalkGraph } from './graph.ts'
import type { StationAccess } from './household-time.ts'
import { cutLine, measureLine } from './line.ts'
import { edgeLine, type Network } from './network.ts'
import { walkDeciseconds } from './profile.ts'

/** A stretch of street along which walking time runs straight from one end's to the other's. */
export interface StreetPiece {
  startSeconds: number
  endSeconds: number
  line: Position[]
}

/** A time at a place along an edge (share 0 to 1) from which walking goes both ways. */
interface Origin {
  along: number
  deciseconds: number
}

/**
 * An edge cut into pieces where walking time turns (where two ways around meet, where a station stands), and cut off at
 * `limitSeconds`. [] where the profile cannot come in that time.
 */
export function cutEdge(
  network: Network,
  graph: WalkGraph,
  edge: number,
  origins: readonly Origin[],
  limitSeconds: number,
): StreetPiece[] {
  const whole = graph.edgeDeciseconds[edge]!
  if (whole < 0 || origins.length === 0) return []
  const limit = limitSeconds * 10
  const timeAt = (along: number) =>
    Math.min(...origins.map((origin) => origin.deciseconds + whole * Math.abs(along - origin.along)))
  const turns = turnsOf(origins, whole)
  const line = measureLine(edgeLine(network, edge))
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

/** Origins of an edge: the swept times at its ends and the stations that stand on it. */
export function originsOf(
  network: Network,
  graph: WalkGraph,
  edge: number,
  nodeDeciseconds: Int32Array,
  stations: StationAccess,
): Origin[] {
  const ends: Origin[] = [
    { along: 0, deciseconds: nodeDeciseconds[network.from[edge]!]! },
    { along: 1, deciseconds: nodeDeciseconds[network.to[edge]!]! },
  ]
  const standing = stations
    .flat()
    .filter((point) => point.edge === edge)
    .map(({ along, offMeters }) => ({ along, deciseconds: walkDeciseconds(graph.profile, offMeters) }))
  return [...ends, ...standing].filter((origin) => origin.deciseconds !== UNREACHED)
}

/** Shares along the edge where its time may turn: its ends, its origins, and where two origins' walks meet. */
function turnsOf(origins: readonly Origin[], whole: number): number[] {
  const turns = [0, 1]
  for (const one of origins) {
    turns.push(one.along)
    for (const other of origins) {
      if (other.along <= one.along || whole === 0) continue
      turns.push((other.deciseconds - one.deciseconds) / whole / 2 + (other.along + one.along) / 2)
    }
  }
  return turns.filter((along) => along >= 0 && along <= 1).sort((a, b) => a - b)
}
