/**
 * Which part keeps which grid's code: pairs with most households in common first, each part and each grid once; where
 * nobody lives, by atoms. Answers the grid of each part, -1 for a new one.
 */
export function keepCodes(
  parts: number,
  labels: ArrayLike<number>,
  today: ArrayLike<number>,
  households: ArrayLike<number>,
): Int32Array {
  const shared = new Map<string, { part: number; grid: number; households: number }>()
  for (let atom = 0; atom < labels.length; atom++) {
    const [part, grid] = [labels[atom]!, today[atom]!]
    if (part < 0 || grid < 0) continue
    const known = shared.get(`${part} ${grid}`) ?? { part, grid, households: 0 }
    shared.set(`${part} ${grid}`, known)
    known.households += households[atom]! + 0.001
  }
  const keeps = new Int32Array(parts).fill(-1)
  const taken = new Set<number>()
  const byCommon = [...shared.values()].sort(
    (a, b) => b.households - a.households || a.part - b.part || a.grid - b.grid,
  )
  for (const { part, grid } of byCommon) {
    if (keeps[part]! >= 0 || taken.has(grid)) continue
    keeps[part] = grid
    taken.add(grid)
  }
  return keeps
}
