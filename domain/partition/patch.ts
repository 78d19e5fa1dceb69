import { type ArcIndex, reindex } from './arc-index.ts'
import type { Arc, ArcEdit, Face, Node, Partition, Patch } from './partition.types.ts'
import type { TrieMap } from './trie-map.ts'

/**
 * Applies a patch: the new partition and the patch that undoes it.
 * The input is not touched; unchanged nodes, arcs and faces are shared by identity.
 */
export function applyPatch(partition: Partition, patch: Patch): { partition: Partition; inverse: Patch } {
  const [nodes, oldNodes] = replaced<number, Node, Node>(partition.nodes, patch.nodes, replaceWhole)
  const [arcs, oldArcs] = replaced<number, Arc, Arc | ArcEdit>(partition.arcs, patch.arcs, replaceArc)
  const [faces, oldFaces] = replaced<string, Face, Face | 'moved'>(partition.faces, patch.faces, replaceFace)
  const index = reindexed(partition, arcs, patch)
  return {
    partition: { nodes, arcs, faces, index, nextId: patch.nextId },
    inverse: { nodes: oldNodes, arcs: oldArcs, faces: oldFaces, nextId: partition.nextId },
  }
}

/** The value that comes, and the change that brings back the value that goes. */
type Replace<Value, Change> = (old: Value | undefined, change: Change) => [Value, Change | null]

const replaceWhole: Replace<Node, Node> = (old, change) => [change, old ?? null]

const replaceArc: Replace<Arc, Arc | ArcEdit> = (old, change) => {
  if (!('drop' in change)) return [change, old ?? null]
  if (!old) throw new Error('an edit of an arc that is not in the partition')
  const { at, drop, points } = change
  const back: ArcEdit = { at, drop: points.length / 2, points: old.points.slice(at * 2, (at + drop) * 2) }
  return [{ ...old, points: [...old.points.slice(0, at * 2), ...points, ...old.points.slice((at + drop) * 2)] }, back]
}

// what was: a copy, so that what others keep by the face object can go with it
const replaceFace: Replace<Face, Face | 'moved'> = (old, change) => {
  if (change !== 'moved') return [change, old ? { ...old } : null]
  if (!old) throw new Error('a face that moved is not in the partition')
  return [{ ...old }, 'moved']
}

function replaced<Key extends number | string, Value, Change>(
  map: TrieMap<Key, Value>,
  changes: readonly (readonly [Key, Change | null])[],
  replace: Replace<Value, Change>,
): [TrieMap<Key, Value>, (readonly [Key, Change | null])[]] {
  let next = map
  const back: (readonly [Key, Change | null])[] = []
  for (const [key, change] of changes) {
    const old = next.get(key)
    if (change === null) {
      next = next.without(key)
      back.push([key, (old as Change | undefined) ?? null])
      continue
    }
    const [value, undo] = replace(old, change)
    next = next.with(key, value)
    back.push([key, undo])
  }
  // a copy of just its length: a list that was pushed to keeps room for seventeen
  return [next, back.toReversed()]
}

function reindexed({ arcs: before, index }: Partition, now: TrieMap<number, Arc>, { arcs }: Patch): ArcIndex {
  let next = index
  for (const id of new Set(arcs.map(([key]) => key))) {
    const [old, made] = [before.get(id)?.points ?? null, now.get(id)?.points ?? null]
    if (old !== made) next = reindex(next, id, old, made)
  }
  return next
}
