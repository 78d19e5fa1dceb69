/** Sums by pairs of numbers, -1 or more: for each `from` a chain of what it goes to, which is short where plans are alike. */
export function createFlowTable(grids: number) {
  const head = new Int32Array(grids + 1).fill(-1)
  let used = 0
  let goal = new Int32Array(1024)
  let next = new Int32Array(1024)
  let households = new Int32Array(1024)
  let issues = new Int32Array(1024)

  /** `from` and `to` are -1 or below `grids`. */
  function add(from: number, to: number, people: number, filed: number): void {
    let at = head[from + 1]!
    while (at >= 0 && goal[at] !== to) at = next[at]!
    if (at < 0) {
      if (used === goal.length) grow()
      at = used++
      goal[at] = to
      next[at] = head[from + 1]!
      head[from + 1] = at
    }
    households[at]! += people
    issues[at]! += filed
  }

  function grow(): void {
    const doubled = (column: Int32Array<ArrayBuffer>) => {
      const wide = new Int32Array(column.length * 2)
      wide.set(column)
      return wide
    }
    goal = doubled(goal)
    next = doubled(next)
    households = doubled(households)
    issues = doubled(issues)
  }

  function entries(): { from: number; to: number; households: number; issues: number }[] {
    const found = []
    for (let from = -1; from < grids; from++)
      for (let at = head[from + 1]!; at >= 0; at = next[at]!)
        found.push({ from, to: goal[at]!, households: households[at]!, issues: issues[at]! })
    return found
  }

  return { add, entries }
}
