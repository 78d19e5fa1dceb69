import type { Partition } from './partition.types.ts'

/** Tones there are to choose from; more neighbours than tones share the last. */
export const TONES = 6

/**
 * A tone (0 to 5) for each face such that neighbours differ; faces keep the tone they had while that holds, so that a
 * cut recolours nothing but what it made.
 */
export function assignTones(
  partition: Partition,
  before: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const tones = new Map<string, number>()
  const neighbours = neighboursByFace(partition)
  const known = [...partition.faces.keys()].sort(
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

/** Faces that share a border with each face. */
export function neighboursByFace(partition: Partition): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>()
  for (const { left, right } of partition.arcs.values()) {
    if (left === null || right === null) continue
    neighbours.set(left, (neighbours.get(left) ?? new Set()).add(right))
    neighbours.set(right, (neighbours.get(right) ?? new Set()).add(left))
  }
  return neighbours
}

function firstFree(taken: ReadonlySet<number | undefined>): number {
  for (let tone = 0; tone < TONES; tone++) if (!taken.has(tone)) return tone
  return TONES - 1
}
