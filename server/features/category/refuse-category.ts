import { isOwnAncestor } from '#domain/category/plan-catalogue.ts'
import type { CatalogueCategory } from '#domain/contract/category.ts'

export interface CategoryRefusal {
  reason: 'unknown-parent' | 'own-ancestor' | 'ends-before-it-begins' | 'listed-twice'
  detail: string
  /** Where in the request. */
  path: string
}

/** Why a category cannot stand beside the known ones; null where it can. */
export function refuseCategory(known: readonly CatalogueCategory[], wanted: CatalogueCategory): CategoryRefusal | null {
  const byCode = new Map(known.map((one) => [one.code, one]))
  const at = (path: string) => `body.category${path}`
  const { code, parent, conditions, questions } = wanted
  if (parent !== null && parent !== code && !byCode.has(parent))
    return { reason: 'unknown-parent', detail: `There is no category ${parent} to stand under.`, path: at('.parent') }
  if (isOwnAncestor(new Map([...byCode, [code, wanted]]), code))
    return { reason: 'own-ancestor', detail: `${code} would stand under itself by ${parent}.`, path: at('.parent') }
  const dated = [{ ...wanted, path: '' }, ...conditions.map((one, i) => ({ ...one, path: `.conditions.${i}` }))]
  for (const { effectiveFrom, effectiveTo, path } of dated)
    if (effectiveTo !== null && effectiveTo < effectiveFrom)
      return {
        reason: 'ends-before-it-begins',
        detail: `It would end on ${effectiveTo}, before it begins on ${effectiveFrom}.`,
        path: at(`${path}.effectiveTo`),
      }
  const lists = [
    { path: '.conditions', codes: conditions.map((one) => one.code) },
    { path: '.questions', codes: questions.map((one) => one.code) },
    ...questions.map((one, i) => ({
      path: `.questions.${i}.choices`,
      codes: one.kind === 'choice' ? one.choices.map((choice) => choice.code) : [],
    })),
  ]
  for (const { path, codes } of lists) {
    const twice = codes.find((one, i) => codes.indexOf(one) !== i)
    if (twice !== undefined)
      return { reason: 'listed-twice', detail: `The code ${twice} is given twice.`, path: at(path) }
  }
  return null
}
