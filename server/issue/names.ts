import type { Queryable } from '#server/db.types.ts'

const KEPT_MILLISECONDS = 2_000

type Kind = 'category' | 'county' | 'street' | 'community' | 'grid' | 'unit'

/** What the codes in an issue's row are called in a county; '' for what is not known there. */
export interface Names {
  category(code: string): { name: string; nameEn: string }
  /** A category and all below it; a code that is not known stands for itself. */
  categoriesIn(code: string): readonly string[]
  /** A street or a community. */
  area(code: string): string
  /** A grid of today. */
  grid(code: string): string
  /** Level of a street, a community or a grid of today; null for what is none of them. */
  level(code: string): 'street' | 'community' | 'grid' | null
  /** An area, a grid of today, or a department; what has no name is called by its code. */
  unit(code: string): string
}

interface Known {
  until: number
  names: Promise<Names>
}
const known = new WeakMap<Queryable, Map<string, Known>>()

/**
 * Names of a county's areas, grids and departments and of all categories, kept for two seconds: joined to each row, they
 * cost every question as much planning as the issues themselves.
 */
export function namesOf(db: Queryable, county: string): Promise<Names> {
  const counties = known.get(db) ?? new Map<string, Known>()
  known.set(db, counties)
  const before = counties.get(county)
  const now = performance.now()
  if (before !== undefined && before.until > now) return before.names
  const names = readNames(db, county)
  counties.set(county, { until: now + KEPT_MILLISECONDS, names })
  // what could not be read is asked for again
  names.catch(() => counties.delete(county))
  return names
}

async function readNames(db: Queryable, county: string): Promise<Names> {
  const rows = await db.query<{ kind: Kind; code: string; name: string; name_en: string; parent: string | null }>(
    `
    select 'category' as kind, code, name, name_en, parent from category
    union all
    select level, code, name, '', null from area where county = $1::text
    union all
    select 'grid', code, name, '', null from grid where county = $1::text and valid_to is null
    union all
    select 'unit', code, name, '', null from unit where county = $1::text`,
    [county],
  )
  const by = (kind: Kind) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.code, row]))
  const [categories, streets, communities, grids, units] = [
    by('category'),
    by('street'),
    by('community'),
    by('grid'),
    by('unit'),
  ]
  const below = new Map<string, string[]>()
  for (const { code, parent } of categories.values())
    if (parent !== null) below.set(parent, [...(below.get(parent) ?? []), code])
  const categoriesIn = (code: string): string[] => [code, ...(below.get(code) ?? []).flatMap(categoriesIn)]
  const areas = new Map([...by('county'), ...streets, ...communities])
  return {
    category: (code) => ({ name: categories.get(code)?.name ?? code, nameEn: categories.get(code)?.name_en ?? code }),
    categoriesIn,
    area: (code) => areas.get(code)?.name ?? '',
    grid: (code) => grids.get(code)?.name ?? '',
    level: (code) => {
      if (communities.has(code)) return 'community'
      if (grids.has(code)) return 'grid'
      return streets.has(code) ? 'street' : null
    },
    unit: (code) => areas.get(code)?.name ?? grids.get(code)?.name ?? units.get(code)?.name ?? code,
  }
}
