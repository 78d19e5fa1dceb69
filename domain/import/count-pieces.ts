export interface NetworkPieces {
  pieces: number
  /** Of the whole length, 0 to 1, in the longest piece; null for a network without length. */
  largestShare: number | null
  lengthMeters: number
  /** Number of the piece of each edge; 0 is the longest one. */
  pieceOf: Int32Array
  /** Length of each piece in metres, longest first. */
  lengths: number[]
}

/** Connected pieces of a network: `from` and `to` are ids of nodes, one pair an edge. */
export function countPieces(
  from: readonly number[],
  to: readonly number[],
  lengthMeters: readonly number[],
): NetworkPieces {
  const above = new Map<number, number>()
  const rootOf = (node: number): number => {
    let root = node
    for (let up = above.get(root); up !== undefined && up !== root; up = above.get(root)) root = up
    for (let at = node; at !== root; ) {
      const up = above.get(at) ?? root
      above.set(at, root)
      at = up
    }
    return root
  }
  for (const [edge, start] of from.entries()) above.set(rootOf(start), rootOf(to[edge]!))
  const lengthOf = new Map<number, number>()
  for (const [edge, start] of from.entries()) {
    const root = rootOf(start)
    lengthOf.set(root, (lengthOf.get(root) ?? 0) + lengthMeters[edge]!)
  }
  const sorted = [...lengthOf].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const rank = new Map(sorted.map(([root], number) => [root, number]))
  const whole = sorted.reduce((sum, [, length]) => sum + length, 0)
  return {
    pieces: sorted.length,
    largestShare: whole > 0 ? sorted[0]![1] / whole : null,
    lengthMeters: whole,
    pieceOf: Int32Array.from(from, (start) => rank.get(rootOf(start))!),
    lengths: sorted.map(([, length]) => length),
  }
}
