/**
 * Sums by pairs of numbers, -1 or more: for each `from` a chain of what it goes to, which is short where plans are alike. A
 * class, so that V8 knows `add` for the same function whichever table it is called on.
 */
export class FlowTable {
  readonly #head: Int32Array
  #used = 0
  #goal = new Int32Array(1024)
  #next = new Int32Array(1024)
  #households = new Int32Array(1024)
  #issues = new Int32Array(1024)

  constructor(grids: number) {
    this.#head = new Int32Array(grids + 1).fill(-1)
  }

  /** `from` and `to` are -1 or below `grids`. */
  add(from: number, to: number, people: number, filed: number): void {
    let at = this.#head[from + 1]!
    while (at >= 0 && this.#goal[at] !== to) at = this.#next[at]!
    if (at < 0) {
      if (this.#used === this.#goal.length) this.#grow()
      at = this.#used++
      this.#goal[at] = to
      this.#next[at] = this.#head[from + 1]!
      this.#head[from + 1] = at
    }
    this.#households[at]! += people
    this.#issues[at]! += filed
  }

  entries(): { from: number; to: number; households: number; issues: number }[] {
    const found = []
    for (let from = -1; from < this.#head.length - 1; from++)
      for (let at = this.#head[from + 1]!; at >= 0; at = this.#next[at]!)
        found.push({ from, to: this.#goal[at]!, households: this.#households[at]!, issues: this.#issues[at]! })
    return found
  }

  #grow(): void {
    const doubled = (column: Int32Array<ArrayBuffer>) => {
      const wide = new Int32Array(column.length * 2)
      wide.set(column)
      return wide
    }
    this.#goal = doubled(this.#goal)
    this.#next = doubled(this.#next)
    this.#households = doubled(this.#households)
    this.#issues = doubled(this.#issues)
  }
}
