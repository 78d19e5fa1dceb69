import { useCallback, useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import type { Role } from '#domain/account/post.ts'
import { listPeople, type Person } from '#domain/contract/account.ts'

export interface PeopleQuery {
  county: string
  search: string
  role: Role | ''
  active: 'yes' | 'no' | 'all'
}

export type People =
  | { state: 'loading' }
  | { state: 'failed'; code: string }
  | {
      state: 'ready'
      people: readonly Person[]
      count: number
      next: string | null
      /** The changes that are in it. */
      asOf: number
    }

const PAGE = 100
const SETTLE_MILLISECONDS = 200

/** People as asked; `more` brings the next page. Asked again when `changes` grows. */
export function usePeople(query: PeopleQuery, changes: number): { answer: People; more(): Promise<void> } {
  const { county, search, role, active } = query
  const [answer, setAnswer] = useState<People>({ state: 'loading' })
  const ask = useCallback(
    (cursor: string | undefined, signal?: AbortSignal) =>
      call(listPeople, {
        query: { county, search, active, limit: PAGE, ...(role === '' ? {} : { role }), ...(cursor ? { cursor } : {}) },
        ...(signal ? { signal } : {}),
      }),
    [county, search, role, active],
  )

  useEffect(() => {
    const gone = new AbortController()
    const later = setTimeout(() => {
      ask(undefined, gone.signal).then(
        ({ people, count, next }) => setAnswer({ state: 'ready', people, count, next, asOf: changes }),
        (error: unknown) => {
          if (gone.signal.aborted) return
          setAnswer({ state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' })
        },
      )
    }, SETTLE_MILLISECONDS)
    return () => {
      clearTimeout(later)
      gone.abort()
    }
  }, [ask, changes])

  const more = async () => {
    if (answer.state !== 'ready' || answer.next === null) return
    const page = await ask(answer.next)
    setAnswer({ ...answer, people: [...answer.people, ...page.people], next: page.next })
  }
  return { answer, more }
}
