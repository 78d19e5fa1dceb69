import type { FoundUnit } from './use-findable-units.ts'

/** The rungs on which an issue lies, nearest first: grid, community, street, county. */
export type Ladder = readonly string[]

/**
 * Units that a text finds by name, code, pinyin or initials: those on the issue's own ladder first, nearest first, then
 * departments, then all others. Without a text, units elsewhere stay out where there is a ladder. Pure.
 */
export function findUnits(units: readonly FoundUnit[], text: string, ladder: Ladder): FoundUnit[] {
  const wanted = text.trim().toLowerCase()
  const found = units.filter((unit) => {
    if (wanted === '') return ladder.length === 0 || ladder.includes(unit.code) || unit.kind === 'department'
    return (
      unit.name.toLowerCase().includes(wanted) ||
      unit.nameEn.toLowerCase().includes(wanted) ||
      unit.code.toLowerCase().startsWith(wanted) ||
      unit.pinyin.includes(wanted) ||
      unit.initials.includes(wanted)
    )
  })
  const near = (unit: FoundUnit) => {
    const rung = ladder.indexOf(unit.code)
    if (rung >= 0) return rung
    return unit.kind === 'department' ? ladder.length : ladder.length + 1
  }
  return found.toSorted((one, other) => near(one) - near(other))
}
