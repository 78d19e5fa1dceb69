import { call } from '#client/api.ts'
import { changePlan, createPlan, getPlanBase, planLimits } from '#domain/contract/plan.ts'
import { openBase } from '#domain/partition/open-base.ts'
import type { OpenDraft } from './plan-desk.ts'
import { keepJournal } from './plan-journal.ts'
import { rebase } from './rebase.ts'
import { operationsOf } from './work.ts'

/**
 * Begins a draft on the grids of today with the steps of an open one, as far as they fit; the others wait in it with their
 * reasons. The open one stays as it is. Answers the new draft's id. Throws ApiError.
 */
export async function carryOver({ plan, base: { county }, work }: OpenDraft, name: string): Promise<string> {
  const base = await call(getPlanBase, { query: { county, scope: plan.scope } })
  const carried = rebase(openBase(base), [], [], operationsOf(work))
  const operations = operationsOf(carried.work)
  const most = planLimits.operationsPerRequest
  const body = { name: name.slice(0, planLimits.nameLength), scope: plan.scope, operations: operations.slice(0, most) }
  let made = await call(createPlan, { query: { county }, body })
  for (let sent = most; sent < operations.length; sent += most)
    made = await call(changePlan, {
      params: { plan: made.id },
      query: { county },
      body: { expectedVersion: made.version, operations: operations.slice(sent, sent + most) },
    })
  if (carried.unfit.length > 0) {
    const { version } = made
    const { unfit } = carried
    await keepJournal(county, made.id, { version, acknowledged: operations, operations, undone: [], unfit: [...unfit] })
  }
  return made.id
}
