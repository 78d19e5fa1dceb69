import { useEffect, useState } from 'react'
import type { ChangeRefusal } from '#domain/coverage/change.ts'
import { useCoverage } from '../coverage-context.ts'
import { asChange, type Proposal } from './as-change.ts'

/** What a repair would bring: households that reach a station in time with and without it; or why it cannot be. */
export type Effect = { ok: true; before: number; after: number } | { ok: false; reason: ChangeRefusal }

/** Tries a proposal on the page's model; null while it is being tried, and where there is no model to try it on. */
export function useEffectOf(proposal: Proposal | null): Effect | null {
  const { model, settled } = useCoverage()
  const [told, setTold] = useState<{ of: Proposal; effect: Effect } | null>(null)
  const thread = model.state === 'ready' ? model.thread : null
  useEffect(() => {
    const change = proposal && asChange(proposal)
    if (!thread || !proposal || !change) return
    let left = false
    const { minutes, changes } = settled
    const asked = [
      thread.ask('figures', settled),
      thread.ask('figures', { ...settled, changes: [...changes, change] }),
    ] as const
    Promise.all(asked).then(
      ([before, after]) => {
        if (left) return
        const refused = after.refused.find(({ at }) => at === changes.length)
        const effect: Effect = refused
          ? { ok: false, reason: refused.reason }
          : { ok: true, before: before.county.walk[minutes] ?? 0, after: after.county.walk[minutes] ?? 0 }
        setTold({ of: proposal, effect })
      },
      // the page tells of a lost worker by itself
      () => {},
    )
    return () => {
      left = true
    }
  }, [thread, proposal, settled])
  return told && told.of === proposal ? told.effect : null
}
