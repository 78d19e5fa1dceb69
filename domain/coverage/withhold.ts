/**
 * Elderly counts as they may be shown: a count below `smallCount`, or one that lies so close above the count shown before
 * that the difference would tell a few people apart, is withheld (null). Zero tells nobody apart and is shown.
 * `counts` must not fall; the last may be the total, so that who remains outside is protected too.
 */
export function withholdSmall(counts: readonly number[], smallCount: number): (number | null)[] {
  let shown = 0
  return counts.map((count) => {
    const more = count - shown
    if (more > 0 && more < smallCount) return null
    shown = count
    return count
  })
}
