import type {
  CatalogueCategory,
  CatalogueChange,
  CatalogueRefusal,
  CatalogueRefusalReason,
  FilingCondition,
} from '#domain/contract/category.ts'
import { type CatalogueCells, catalogueColumns, cellsOfCategory, cellsOfCondition } from './catalogue-row.ts'
import type { CatalogueRow } from './read-catalogue-row.ts'

export interface CataloguePlan {
  changes: CatalogueChange[]
  refusals: CatalogueRefusal[]
  /** Categories as they will be, those that change only; parents before their children. */
  categories: CatalogueCategory[]
}

/**
 * What rows do to a catalogue: new categories and conditions are added, listed ones brought up to date, what is not
 * listed stays as it is. Any refusal refuses all. `known` stands parents first.
 */
export function planCatalogue(known: readonly CatalogueCategory[], rows: readonly CatalogueRow[]): CataloguePlan {
  const after = new Map(known.map((category) => [category.code, category]))
  const changes: CatalogueChange[] = []
  const refusals: CatalogueRefusal[] = []
  const lines = new Map<string, number>()
  const refuse = ({ line }: CatalogueRow, column: string, reason: CatalogueRefusalReason, value: string) =>
    refusals.push({ line, column, reason, value })

  for (const row of rows) {
    const key = `${row.category}/${row.condition ?? ''}`
    if (lines.has(key))
      refuse(row, row.condition === null ? 'code' : 'condition', 'listed-twice', String(lines.get(key)))
    else lines.set(key, row.line)
  }
  // conditions may be listed before their category
  for (const row of rows) {
    if (row.condition !== null) continue
    const old = after.get(row.category)
    const category = asCategory(row, old)
    note(changes, row, old && cellsOfCategory(old), cellsOfCategory(category))
    after.set(row.category, category)
  }
  for (const row of rows) {
    if (row.condition === null) continue
    const category = after.get(row.category)
    if (category === undefined) {
      refuse(row, 'code', 'unknown-category', row.category)
      continue
    }
    const old = category.conditions.find(({ code }) => code === row.condition)
    const condition: FilingCondition = { code: row.condition, ...row.said }
    note(changes, row, old && cellsOfCondition(row.category, old), cellsOfCondition(row.category, condition))
    const conditions = old
      ? category.conditions.map((one) => (one === old ? condition : one))
      : [...category.conditions, condition]
    after.set(row.category, { ...category, conditions })
  }
  for (const row of rows) {
    if (row.condition !== null || row.parent === null) continue
    if (!after.has(row.parent)) refuse(row, 'parent', 'unknown-parent', row.parent)
    else if (isOwnAncestor(after, row.category)) refuse(row, 'parent', 'own-ancestor', row.parent)
  }
  const touched = new Set(changes.map(({ code }) => code))
  const categories =
    refusals.length > 0 ? [] : parentsFirst([...after.values()]).filter(({ code }) => touched.has(code))
  return { changes: changes.sort((a, b) => a.line - b.line), refusals, categories }
}

/** Whether following the parents of a category leads back to it. */
export function isOwnAncestor(categories: ReadonlyMap<string, { parent: string | null }>, code: string): boolean {
  const seen = new Set<string>()
  let above = categories.get(code)?.parent ?? null
  while (above !== null && !seen.has(above)) {
    if (above === code) return true
    seen.add(above)
    above = categories.get(above)?.parent ?? null
  }
  return false
}

function asCategory(row: CatalogueRow & { condition: null }, old: CatalogueCategory | undefined): CatalogueCategory {
  return {
    conditions: old?.conditions ?? [],
    questions: old?.questions ?? [],
    version: old?.version ?? 0,
    ...row.said,
    code: row.category,
    parent: row.parent,
    department: row.department,
    privatePhotos: row.privatePhotos,
  }
}

function note(
  changes: CatalogueChange[],
  { line, category, condition, said }: CatalogueRow,
  from: CatalogueCells | undefined,
  to: CatalogueCells,
): void {
  const fields = catalogueColumns
    .filter((column) => (from?.[column] ?? '') !== to[column])
    .map((field) => ({ field, from: from?.[field] ?? '', to: to[field] }))
  if (fields.length === 0) return
  changes.push({ line, code: category, condition, name: said.name, what: from ? 'changed' : 'new', fields })
}

function parentsFirst(categories: readonly CatalogueCategory[]): CatalogueCategory[] {
  const byCode = new Map(categories.map((category) => [category.code, category]))
  const depth = ({ parent }: CatalogueCategory): number => {
    const above = parent === null ? undefined : byCode.get(parent)
    return above === undefined ? 0 : depth(above) + 1
  }
  return [...categories].sort((a, b) => depth(a) - depth(b))
}
