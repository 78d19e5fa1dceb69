import { useCallback, useMemo } from 'react'
import { call } from '#client/api.ts'
import { type Refusal, useAsking } from '#client/ui/use-asking.ts'
import {
  createNetworkEdit,
  listNetworkEdits,
  type NetworkEdit,
  type NetworkRepair,
  restoreNetworkEdit,
  withdrawNetworkEdit,
} from '#domain/contract/network-edit.ts'
import { useCoverage } from '../coverage-context.ts'
import { type Remote, useAnswer } from '../use-answer.ts'

export interface NetworkEdits {
  listed: Remote<{ edits: NetworkEdit[]; mayWrite: boolean }>
  busy: boolean
  refusal: Refusal | null
  /** Resolves to whether it was kept. */
  save(repair: NetworkRepair, note: string): Promise<boolean>
  withdraw(edit: string): Promise<boolean>
  restore(edit: string): Promise<boolean>
}

/** The repairs of the county, and what may be done with them; after each the page counts anew. */
export function useNetworkEdits(): NetworkEdits {
  const { county, retryModel } = useCoverage()
  const query = useMemo(() => ({ county: county.code }), [county.code])
  const listed = useAnswer(listNetworkEdits, { query })
  const { busy, refusal, ask } = useAsking('circle-repair')
  const { retry } = listed

  const make = useCallback(
    async (question: () => Promise<NetworkEdit>) => {
      const made = (await ask(question)) !== undefined
      // also when it was refused: somebody else may have changed the list
      retry()
      if (made) retryModel()
      return made
    },
    [ask, retry, retryModel],
  )
  return {
    listed,
    busy,
    refusal,
    save: useCallback(
      (repair, note) => make(() => call(createNetworkEdit, { query, body: { repair, note } })),
      [make, query],
    ),
    withdraw: useCallback((edit) => make(() => call(withdrawNetworkEdit, { query, params: { edit } })), [make, query]),
    restore: useCallback((edit) => make(() => call(restoreNetworkEdit, { query, params: { edit } })), [make, query]),
  }
}
