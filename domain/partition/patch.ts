import type { Partition, Patch } from './partition.types.ts'

/**
 * Applies a patch: the new partition and the patch that undoes it.
 * The input is not touched; unchanged nodes, arcs and faces are shared by identity.
 */
export function applyPatch(partition: Partition, patch: Patch): { partition: Partition; inverse: Patch } {
  const [nodes, oldNodes] = replaced(partition.nodes, patch.nodes)
  const [arcs, oldArcs] = replaced(partition.arcs, patch.arcs)
  const [faces, oldFaces] = replaced(partition.faces, patch.faces)
  return {
    partition: { nodes, arcs, faces, nextId: patch.nextId },
    inverse: { nodes: oldNodes, arcs: oldArcs, faces: oldFaces, nextId: partition.nextId },
  }
}

function replaced<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  changes: readonly (readonly [Key, Value | null])[],
): [ReadonlyMap<Key, Value>, (readonly [Key, Value | null])[]] {
  const next = new Map(map)
  const old: (readonly [Key, Value | null])[] = []
  for (const [key, value] of changes) {
    old.push([key, map.get(key) ?? null])
    if (value === null) next.delete(key)
    else next.set(key, value)
  }
  return [next, old]
}
