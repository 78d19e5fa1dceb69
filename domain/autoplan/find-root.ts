/** Root of a member of joined sets; `root` holds another member of each one's set, itself at the root, and is shortened on the way. */
export function findRoot(root: Int32Array, member: number): number {
  let here = member
  while (root[here] !== here) {
    root[here] = root[root[here]!]!
    here = root[here]!
  }
  return here
}
