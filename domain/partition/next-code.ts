import type { Draft } from './draft.ts'

/** Numbers from here on are dedicated grids'. */
const FIRST_DEDICATED = 900

/**
 * The next free code of a community: its own 12 digits and three more, after the highest in use (grid = division + 3
 * digits). Where a place numbers otherwise, the community's code with the next number.
 */
export function nextCode(draft: Draft, community: string): string {
  let highest = 0
  for (const { code, community: home } of draft.grids.values()) {
    if (home !== community || !code.startsWith(community)) continue
    const number = Number(code.slice(community.length))
    if (Number.isInteger(number) && number < FIRST_DEDICATED) highest = Math.max(highest, number)
  }
  let next = highest + 1
  const codeOf = (number: number) => `${community}${String(number).padStart(3, '0')}`
  while (draft.grids.has(codeOf(next))) next++
  return codeOf(next)
}
