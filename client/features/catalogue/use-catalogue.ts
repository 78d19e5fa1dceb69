import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { type CatalogueCategory, listCategories } from '#domain/contract/category.ts'

export type CatalogueState =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | { state: 'ready'; categories: readonly CatalogueCategory[] }

/** The whole catalogue of a county, ended categories too. */
export function useCatalogue(county: string): [CatalogueState, reload: () => Promise<void>] {
  const [state, setState] = useState<CatalogueState>({ state: 'loading' })
  const load = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const query = { county, show: 'all' } as const
        const { categories } = await call(listCategories, { query, ...(signal ? { signal } : {}) })
        setState({ state: 'ready', categories })
      } catch (error) {
        if (!signal?.aborted)
          setState({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
      }
    },
    [county],
  )
  useEffect(() => {
    const stopped = new AbortController()
    void load(stopped.signal)
    return () => stopped.abort()
  }, [load])
  return [state, useCallback(() => load(), [load])]
}
