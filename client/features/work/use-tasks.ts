import { useEffect, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import type { Post } from '#domain/account/post.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'

/** What a post has in hand, what others called it to, and what lies at its own level and waits for somebody to take it on. */
export interface Tasks {
  inHand: readonly IssueSummary[]
  waiting: readonly IssueSummary[]
  /** What it was whistled to. */
  called: readonly IssueSummary[]
  /** The server's clock when it was asked, milliseconds since 1970. */
  now: number
}

export type TasksNow = { state: 'loading' } | { state: 'failed'; code: string } | { state: 'told'; tasks: Tasks }

const AGAIN_MILLISECONDS = 20_000
const MOST = 200
const waitingStates = ['reported', 'filed'] as const
/** Rungs on which a role takes issues on by itself; departments are given theirs. */
const levelOf: Partial<Record<Post['role'], IssueSummary['level']>> = {
  'grid-worker': 'grid',
  community: 'community',
  street: 'street',
  district: 'county',
}

/** The issues of a post, soonest first; asked for again three times a minute and whenever the page is looked at anew. */
export function useTasks(county: string, { role, unit }: Pick<Post, 'role' | 'unit'>): TasksNow {
  const [told, setTold] = useState<TasksNow>({ state: 'loading' })
  useEffect(() => {
    const stopped = new AbortController()
    const load = async () => {
      try {
        setTold({ state: 'told', tasks: await readTasks(county, { role, unit }, stopped.signal) })
      } catch (error) {
        if (stopped.signal.aborted) return
        const code = error instanceof ApiError ? error.code : 'internal-error'
        setTold((before) => (before.state === 'told' ? before : { state: 'failed', code }))
      }
    }
    const look = () => document.visibilityState === 'visible' && void load()
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, AGAIN_MILLISECONDS)
    void load()
    return () => {
      stopped.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [county, role, unit])
  return told
}

async function readTasks(
  county: string,
  { role, unit }: Pick<Post, 'role' | 'unit'>,
  signal: AbortSignal,
): Promise<Tasks> {
  const ask = { county, order: 'soonest', limit: MOST } as const
  const level = levelOf[role]
  const area = unit === county ? {} : { area: unit }
  const [own, called, ...waiting] = await Promise.all([
    call(listIssues, { query: { ...ask, unit, state: 'open' }, signal }),
    call(listIssues, { query: { ...ask, whistled: unit, state: 'open' }, signal }),
    ...(level === undefined
      ? []
      : waitingStates.map((state) => call(listIssues, { query: { ...ask, ...area, state }, signal }))),
  ])
  return {
    inHand: own.issues,
    // what it has in hand is told once
    called: called.issues.filter((issue) => issue.unit !== unit),
    waiting: waiting
      .flatMap((answer) => answer.issues)
      .filter((issue) => issue.level === level)
      .toSorted((one, other) => Date.parse(one.answerBy) - Date.parse(other.answerBy)),
    now: Date.parse(own.now),
  }
}
