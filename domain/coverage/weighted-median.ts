/**
 * The member at which half of all weight is passed when members are sorted by value; null of no members.
 * `members` are indexes into `weight`.
 */
export function weightedMedian(
  members: readonly number[],
  value: (member: number) => number,
  weight: ArrayLike<number>,
): number | null {
  const sorted = [...members].sort((a, b) => value(a) - value(b))
  const half = members.reduce((sum, member) => sum + weight[member]!, 0) / 2
  let passed = 0
  for (const member of sorted) {
    passed += weight[member]!
    if (passed >= half) return member
  }
  return null
}
