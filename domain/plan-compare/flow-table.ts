/**
 * Sums by pairs of numbers: an open table of keys, doubled when it is half full (Knuth, TAOCP 3, 6.4).
 * At most 46,000 grids.
 */
export function createFlowTable(grids: number) {
  const stride = grids + 1
  let size = 1024
  let used = 0
  let keys = new Int32Array(size).fill(-1)
  let households = new Int32Array(size)
  let issues = new Int32Array(size)

  function placeOf(key: number): number {
    let at = Math.imul(key | 0, 0x9e3779b1) >>> 0
    at &= size - 1
    while (keys[at] !== key && keys[at] !== -1) at = (at + 1) & (size - 1)
    return at
  }

  /** `from` and `to` are -1 or below `grids`. */
  function add(from: number, to: number, people: number, filed: number): void {
    const key = (from + 1) * stride + to + 1
    let at = placeOf(key)
    if (keys[at] === -1) {
      if (used * 2 >= size) {
        grow()
        at = placeOf(key)
      }
      keys[at] = key
      used++
    }
    households[at]! += people
    issues[at]! += filed
  }

  function grow(): void {
    const old = { keys, households, issues }
    size *= 2
    keys = new Int32Array(size).fill(-1)
    households = new Int32Array(size)
    issues = new Int32Array(size)
    old.keys.forEach((key, i) => {
      if (key === -1) return
      const at = placeOf(key)
      keys[at] = key
      households[at] = old.households[i]!
      issues[at] = old.issues[i]!
    })
  }

  function entries(): { from: number; to: number; households: number; issues: number }[] {
    const found = []
    for (let at = 0; at < size; at++) {
      const key = keys[at]!
      if (key === -1) continue
      const pair = { from: Math.floor(key / stride) - 1, to: (key % stride) - 1 }
      found.push({ ...pair, households: households[at]!, issues: issues[at]! })
    }
    return found
  }

  return { add, entries }
}
