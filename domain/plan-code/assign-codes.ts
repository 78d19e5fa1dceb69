import type { LatticePolygon } from '#domain/partition/partition.types.ts'

/** An area that needs a code, or keeps the one it has. */
export interface ToCode {
  /** What the caller knows it by. */
  readonly key: string
  /** Final code of the community or grid it belongs to. */
  readonly parent: string
  /** The code it keeps; null for a new area, and for one whose parent changed. */
  readonly keeps: string | null
  readonly polygons: readonly LatticePolygon[]
}

export type Coded = { ok: true; codes: ReadonlyMap<string, string> } | { ok: false; parent: string; most: number }

/**
 * Gives uniform codes: the parent's code and a number of `digits` digits. Areas that keep a code keep it; new ones are
 * numbered from west to east, of equal west edges from north to south, after the highest number ever given under their
 * parent: `used` holds every code that stands or stood, closed ones too, and none is given twice. Where the numbers of
 * that many digits are used up, refused with the parent, unless `more` digits are allowed.
 */
export function assignCodes(
  areas: readonly ToCode[],
  used: Iterable<string>,
  digits: number,
  more: number = digits,
): Coded {
  const codes = new Map<string, string>()
  const highest = highestNumbers(areas, used, more)
  for (const { key, keeps } of areas) if (keeps !== null) codes.set(key, keeps)
  const fresh = areas.filter((area) => area.keeps === null).map((area) => ({ area, corner: northWest(area.polygons) }))
  fresh.sort((a, b) => a.corner[0] - b.corner[0] || b.corner[1] - a.corner[1] || compare(a.area.key, b.area.key))
  for (const { area } of fresh) {
    const number = (highest.get(area.parent) ?? 0) + 1
    const text = String(number).padStart(digits, '0')
    if (text.length > more) return { ok: false, parent: area.parent, most: 10 ** more - 1 }
    highest.set(area.parent, number)
    codes.set(area.key, area.parent + text)
  }
  return { ok: true, codes }
}

/** The highest number ever given under each parent that is asked about; codes of another form do not count. */
function highestNumbers(areas: readonly ToCode[], used: Iterable<string>, most: number): Map<string, number> {
  const parents = new Set(areas.map((area) => area.parent))
  const lengths = [...new Set([...parents].map((parent) => parent.length))]
  const highest = new Map<string, number>()
  for (const code of used)
    for (const length of lengths) {
      const [parent, number] = [code.slice(0, length), code.slice(length)]
      if (number.length > most || !/^\d+$/.test(number) || !parents.has(parent)) continue
      highest.set(parent, Math.max(highest.get(parent) ?? 0, Number(number)))
    }
  return highest
}

/** West and north edge of polygons, lattice steps. */
function northWest(polygons: readonly LatticePolygon[]): [number, number] {
  const corner: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [outer] of polygons)
    for (let i = 0; i < outer!.length; i += 2) {
      corner[0] = Math.min(corner[0], outer![i]!)
      corner[1] = Math.max(corner[1], outer![i + 1]!)
    }
  return corner
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
