import { ApiError, call } from '#client/api.ts'
import { getPlanRules } from '#domain/contract/plan-rules.ts'
import { openDraft, updateDraft } from './plan-desk.ts'

/** Asks what the county holds plans to now, and judges the open draft `id` by it. Without an answer the old rules stay. */
export async function takeRules(county: string, id: string, signal?: AbortSignal): Promise<void> {
  try {
    const told = await call(getPlanRules, { query: { county }, ...(signal ? { signal } : {}) })
    const open = openDraft()
    if (open?.plan.id !== id) return
    const rules = { norm: told.gridHouseholds, microGridNorm: told.microGridHouseholds, rules: told.planRules }
    const { norm, microGridNorm, rules: known } = open.base
    if (JSON.stringify(rules) === JSON.stringify({ norm, microGridNorm, rules: known })) return
    updateDraft(id, { base: { ...open.base, ...rules } })
  } catch (error) {
    if (!signal?.aborted && !(error instanceof ApiError)) throw error
  }
}
