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

/**
 * The next free code of a grid's micro-grids: the grid's own code and as many digits as its micro-grids have (else three),
 * after the highest in use.
 */
export function nextMicroGridCode(draft: Draft, grid: string): string {
  let highest = 0
  let digits = 0
  for (const code of draft.grids.get(grid)?.microGrids ?? []) {
    const tail = code.startsWith(grid) ? code.slice(grid.length) : ''
    if (!/^\d{1,6}$/.test(tail)) continue
    highest = Math.max(highest, Number(tail))
    digits = Math.max(digits, tail.length)
  }
  const codeOf = (number: number) => `${grid}${String(number).padStart(digits || 3, '0')}`
  let next = highest + 1
  while (draft.grids.has(codeOf(next)) || draft.microGrids.has(codeOf(next))) next++
  return codeOf(next)
}
