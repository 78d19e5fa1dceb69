/** Lets in so many at once, of each address and of all; what is let in must leave. */
export interface Admission {
  /** Null when too many are in; else what is to be called once on the way out. */
  enter(address: string): (() => void) | null
}

export function createAdmission({ mostOfOne, mostOfAll }: { mostOfOne: number; mostOfAll: number }): Admission {
  const inside = new Map<string, number>()
  let count = 0
  return {
    enter(address) {
      const own = inside.get(address) ?? 0
      if (own >= mostOfOne || count >= mostOfAll) return null
      inside.set(address, own + 1)
      count += 1
      return () => {
        const left = (inside.get(address) ?? 1) - 1
        if (left === 0) inside.delete(address)
        else inside.set(address, left)
        count -= 1
      }
    },
  }
}
