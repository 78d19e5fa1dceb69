import { areaOfFace, type Level } from './area.ts'
import type { Draft } from './draft.ts'

/** Tones there are to choose from; more neighbours than tones share the last. */
export const TONES = 6

/**
 * A tone (0 to 5) for each grid such that neighbours differ; grids keep the tone they had while that holds, so that a
 * cut recolours nothing but what it made.
 */
export function assignTones(draft: Draft, before: ReadonlyMap<string, number> = new Map()): Map<string, number> {
  const tones = new Map<string, number>()
  const neighbours = neighboursByArea(draft, 'grid')
  const known = [...draft.grids.keys()].sort(
    (a, b) => Number(before.has(b)) - Number(before.has(a)) || (a < b ? -1 : 1),
  )
  for (const code of known) {
    const taken = new Set<number | undefined>()
    for (const other of neighbours.get(code) ?? []) taken.add(tones.get(other))
    const old = before.get(code)
    tones.set(code, old !== undefined && !taken.has(old) ? old : firstFree(taken))
  }
  return tones
}

/** Areas that share a border with each area. */
export function neighboursByArea(draft: Draft, level: Level): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>()
  const add = (one: string, other: string) => {
    const known = neighbours.get(one)
    if (known) known.add(other)
    else neighbours.set(one, new Set([other]))
  }
  for (const { left, right } of draft.partition.arcs.values()) {
    if (left === null || right === null) continue
    const [one, other] = [areaOfFace(draft, level, left), areaOfFace(draft, level, right)]
    if (one === other) continue
    add(one, other)
    add(other, one)
  }
  return neighbours
}

function firstFree(taken: ReadonlySet<number | undefined>): number {
  for (let tone = 0; tone < TONES; tone++) if (!taken.has(tone)) return tone
  return TONES - 1
}
