export interface DivisionName {
  code: string
  name: string
  /** Code and name of the street it lies in. */
  street: string
  streetName: string
}

/** What a row of a file says of its area; '' where it says nothing. */
export interface SaidArea {
  row: number
  code: string
  name: string
  street: string
}

export type DivisionMatch =
  | { row: number; ok: true; by: 'code' | 'name'; division: DivisionName }
  | { row: number; ok: false; reason: 'no-division' | 'division-not-unique' | 'division-taken' }

/**
 * Finds the division of each row: by its code, else by its name, whole or without the words for its committee; of several
 * with one name the one in the street that the row names. No division is given twice, and none is guessed.
 */
export function matchDivisions(rows: readonly SaidArea[], divisions: readonly DivisionName[]): DivisionMatch[] {
  const byCode = new Map(divisions.map((division) => [division.code, division]))
  const byName = group(divisions, ({ name }) => name)
  const byPlainName = group(divisions, ({ name }) => plainName(name))
  const taken = new Set<string>()
  return rows.map((said): DivisionMatch => {
    const { row, code, name } = said
    const coded = code === '' ? undefined : byCode.get(code)
    const named = inStreet(byName.get(name) ?? byPlainName.get(plainName(name)) ?? [], said.street)
    const division = coded ?? (code === '' && named.length === 1 ? named[0] : undefined)
    if (division === undefined)
      return { row, ok: false, reason: code === '' && named.length > 1 ? 'division-not-unique' : 'no-division' }
    if (taken.has(division.code)) return { row, ok: false, reason: 'division-taken' }
    taken.add(division.code)
    return { row, ok: true, by: coded ? 'code' : 'name', division }
  })
}

/** 东营社区居委会 and 东营社区 are one community, so are 李家村委会, 李家村村民委员会 and 李家村. */
export function plainName(name: string): string {
  return name
    .replace(/\s+/g, '')
    .replace(/(居民|村民)?委员会$|[居村]委会$/, '')
    .replace(/(社区|村)$/, '')
}

function inStreet(divisions: readonly DivisionName[], street: string): readonly DivisionName[] {
  if (street === '') return divisions
  return divisions.filter((division) => division.street === street || division.streetName === street)
}

function group(
  divisions: readonly DivisionName[],
  keyOf: (division: DivisionName) => string,
): Map<string, DivisionName[]> {
  const groups = new Map<string, DivisionName[]>()
  for (const division of divisions) {
    const key = keyOf(division)
    groups.set(key, [...(groups.get(key) ?? []), division])
  }
  return groups
}
