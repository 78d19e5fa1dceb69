import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { hearLive } from '#client/state/live.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import {
  dropPlanCheckpoint,
  getPlanCheckpoint,
  keepPlanCheckpoint,
  listPlanCheckpoints,
  type PlanCheckpoint,
} from '#domain/contract/plan-checkpoint.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { type Checkpoint, keepCheckpoints, readCheckpoints } from '../plan-journal.ts'
import { operationsOf } from '../work.ts'

/** A checkpoint on the server, or (`id` null) one that is only in this browser. */
export interface KeptCheckpoint {
  readonly id: string | null
  readonly name: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly actor: string
  readonly steps: number
}

export interface Checkpoints {
  readonly list: readonly KeptCheckpoint[]
  /** Gives the steps of now a name: on the server where it has them, else in this browser. The problem code where neither could. */
  keep(name: string): Promise<string | null>
  drop(one: KeptCheckpoint): Promise<string | null>
  /** The steps that lead to one; the problem code where they cannot be had. */
  operationsOf(one: KeptCheckpoint): Promise<readonly PlanOperation[] | string>
}

/** Checkpoints of the open draft: those on the server, which all who draw in it share, and those of this browser. */
export function useCheckpoints(open: OpenDraft): Checkpoints {
  const [shared, setShared] = useState<readonly PlanCheckpoint[]>([])
  const [own, setOwn] = useState<readonly Checkpoint[]>([])
  const { county } = open.base
  const { id: plan } = open.plan
  useEffect(() => {
    const gone = new AbortController()
    const load = () =>
      void attempt(async () => {
        const answer = await call(listPlanCheckpoints, { params: { plan }, query: { county }, signal: gone.signal })
        setShared(answer.checkpoints)
      })
    load()
    void readCheckpoints(county, plan).then((read) => !gone.signal.aborted && setOwn(read))
    const stop = hearLive({ change: ({ kind, id }) => kind === 'plan' && id === plan && load(), refetch: load })
    return () => {
      gone.abort()
      stop()
    }
  }, [county, plan])

  const keepHere = useCallback(
    async (next: readonly Checkpoint[]) => {
      setOwn(next)
      return (await keepCheckpoints(county, plan, next)) ? null : 'not-kept'
    },
    [county, plan],
  )
  const asked = { params: { plan }, query: { county } }
  return {
    list: [
      ...shared.map(({ at, ...one }) => ({ ...one, at: Date.parse(at) })),
      ...own.map(({ name, at, operations }) => ({ id: null, name, at, actor: '', steps: operations.length })),
    ].sort((a, b) => a.at - b.at),
    async keep(name) {
      const operations = operationsOf(open.work)
      if (open.saving.state !== 'saved') return keepHere([...own, { name, at: Date.now(), operations }])
      const body = { name, expectedVersion: open.acknowledged.version, steps: operations.length }
      const failed = await attempt(async () =>
        setShared((await call(keepPlanCheckpoint, { ...asked, body })).checkpoints),
      )
      // without the server, or where it has moved on, the steps of now are kept all the same
      return failed === null || failed === 'too-many-checkpoints'
        ? failed
        : keepHere([...own, { name, at: Date.now(), operations }])
    },
    drop({ id, at, name }) {
      if (id === null) return keepHere(own.filter((one) => one.at !== at || one.name !== name))
      const params = { plan, checkpoint: id }
      return attempt(async () => setShared((await call(dropPlanCheckpoint, { params, query: { county } })).checkpoints))
    },
    async operationsOf({ id, at, name }) {
      if (id === null) return own.find((one) => one.at === at && one.name === name)?.operations ?? []
      let operations: readonly PlanOperation[] = []
      const params = { plan, checkpoint: id }
      const failed = await attempt(async () => {
        operations = (await call(getPlanCheckpoint, { params, query: { county } })).operations
      })
      return failed ?? operations
    },
  }
}

async function attempt(ask: () => Promise<void>): Promise<string | null> {
  try {
    await ask()
    return null
  } catch (error) {
    if (error instanceof ApiError) return error.code
    if (error instanceof DOMException && error.name === 'AbortError') return 'aborted'
    throw error
  }
}
