import type { Position } from '#domain/contract/common.ts'
import { selfCrossing, touches } from './cut-line.ts'
import { MAX_SPAN_STEPS, ringDoubleArea, toPath, toPosition } from './lattice.ts'
import { type Partition, type Refusal, refuse } from './partition.types.ts'

type Drawn = { ok: true; path: number[] } | Refusal

/** A drawn line on the lattice; refused when it is none, crosses itself, or lies far from the plan. */
export function drawnLine(partition: Partition, line: readonly Position[]): Drawn {
  const path = toPath(line)
  if (isFar(partition, path)) return refuse('line-malformed', line[0] ?? null)
  if (path.length < 4) return refuse('line-too-short', line[0] ?? null)
  const knot = selfCrossing(path)
  return knot ? refuse('line-crosses-itself', toPosition(knot[0], knot[1])) : { ok: true, path }
}

/** A drawn ring on the lattice without its closing point, counter-clockwise; refused when it is no simple ring. */
export function drawnRing(partition: Partition, area: readonly Position[]): Drawn {
  const path = toPath(area)
  if (isFar(partition, path)) return refuse('place-too-far', area[0] ?? null)
  if (path.length > 2 && path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
  const doubled = path.length < 6 ? 0 : ringDoubleArea(path)
  const knot = selfCrossing(path) ?? (path.length < 6 ? null : closingKnot(path))
  if (knot) return refuse('ring-crosses-itself', toPosition(knot[0], knot[1]))
  if (doubled === 0) return refuse('no-ring', area[0] ?? null)
  if (doubled > 0) return { ok: true, path }
  const back: number[] = []
  for (let i = path.length - 2; i >= 0; i -= 2) back.push(path[i]!, path[i + 1]!)
  return { ok: true, path: back }
}

/** Where the closing piece of a ring meets another one than its two neighbours; null when it does not. */
function closingKnot(path: readonly number[]): [number, number] | null {
  const [ax, ay, bx, by] = [path.at(-2)!, path.at(-1)!, path[0]!, path[1]!]
  for (let i = 2; i + 5 < path.length; i += 2)
    if (touches(ax, ay, bx, by, path[i]!, path[i + 1]!, path[i + 2]!, path[i + 3]!)) return [path[i]!, path[i + 1]!]
  return null
}

/** Also true for what is no number. */
function isFar(partition: Partition, path: readonly number[]): boolean {
  const [arc] = partition.arcs.values()
  return path.some((value, i) => !(Math.abs(value - (arc?.points[i % 2] ?? 0)) < MAX_SPAN_STEPS / 2))
}
