import type { Codec } from '#client/state/url.ts'
import type { Change } from '#domain/contract/change.ts'
import { type ComparedSide, scenarioLimits } from '#domain/contract/scenario.ts'

/** A side as the address names it: `today`, `draft` for what is not saved, else the id of a scenario. */
export type SideName = string
export const TODAY = 'today'
export const DRAFT = 'draft'
export const MOST_SIDES: number = scenarioLimits.sides

/** Sides in their order, the first is what the others are held against; none twice, none that is no name. */
export const sidesCodec: Codec<readonly SideName[]> = {
  read(text) {
    const named = (text ?? '')
      .split(',')
      .filter((name) => name === TODAY || name === DRAFT || /^[0-9a-z]{12}$/.test(name))
    return [...new Set(named)].slice(0, MOST_SIDES)
  },
  write: (sides) => (sides.length === 0 ? null : sides.join(',')),
}

/** Puts a side in or takes it out; there is never more than a page can show. Pure. */
export function toggleSide(sides: readonly SideName[], side: SideName): readonly SideName[] {
  if (sides.includes(side)) return sides.filter((other) => other !== side)
  return sides.length >= MOST_SIDES ? sides : [...sides, side]
}

/** Today against what is on the table, when nobody has chosen. Pure. */
export function usualSides(changed: boolean, scenario: string, listed: readonly { id: string }[]): readonly SideName[] {
  if (changed) return [TODAY, DRAFT]
  const other = scenario === '' ? listed[0]?.id : scenario
  return other === undefined ? [TODAY] : [TODAY, other]
}

/** What the server is asked for; null while there are not two sides. Pure. */
export function askedSides(
  sides: readonly SideName[],
  draft: { name: string; changes: readonly Change[] },
): ComparedSide[] | null {
  if (sides.length < 2) return null
  return sides.map((side): ComparedSide => {
    if (side === TODAY) return { kind: 'today' }
    if (side === DRAFT) return { kind: 'draft', name: draft.name, changes: [...draft.changes] }
    return { kind: 'scenario', id: side }
  })
}
