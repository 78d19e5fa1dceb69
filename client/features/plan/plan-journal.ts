import { z } from 'zod'
import { planOperation } from '#domain/contract/plan.ts'

/** What this browser keeps of a draft until the server has it: the steps here, and those the server was known to have. */
const journal = z.object({
  version: z.int(),
  acknowledged: z.array(planOperation),
  operations: z.array(planOperation),
})
export type PlanJournal = z.infer<typeof journal>

/** Keeps unsent steps; false when the browser cannot (full, or not allowed). */
export function keepJournal(county: string, plan: string, kept: PlanJournal): boolean {
  try {
    localStorage.setItem(keyOf(county, plan), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

/** Unsent steps of a draft; null when there are none, or what is kept cannot be read. */
export function readJournal(county: string, plan: string): PlanJournal | null {
  try {
    const parsed = journal.safeParse(JSON.parse(localStorage.getItem(keyOf(county, plan)) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function dropJournal(county: string, plan: string): void {
  try {
    localStorage.removeItem(keyOf(county, plan))
  } catch {
    // a browser that keeps nothing has nothing to drop
  }
}

function keyOf(county: string, plan: string): string {
  return `gridboard.plan.${county}.${plan}`
}
