import type { FeedChange } from '#domain/contract/feed.ts'
import type { Context } from '#server/context.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { IssueRows, Periods, PlaceCounts } from './count-places.ts'
import type { IssueFilter } from './heat-filter.ts'
import {
  type HeldIssues,
  type HistoryTask,
  type KeeperAnswer,
  type KeeperAnswers,
  type KeeperTask,
  NOT_KEPT,
  type SurfaceAnswer,
  type SurfaceTask,
} from './heat-keeper.ts'
import { changedIssues, countyBorder, issueColumnBytes } from './issue-columns.query.ts'
import { type CountedFilter, questionOf, windowOf } from './issue-question.ts'

/** A county whose issues the thread holds. */
interface Held {
  timeZone: string
  /** Settled when everything asked of it so far is done; the next joins behind. */
  ready: Promise<void>
  /** Numbers of issues told by the feed and not read yet. */
  changed: Set<string>
  /** Number of the feed up to which changes are taken over. */
  sequence: number
  /** Another one whenever the issues are no longer the same. */
  state: number
}

export type CountyIssues = ReturnType<typeof createCountyIssues>

const made = new WeakMap<Context, CountyIssues>()

/** The one holder of issues of a server: density, rates, hot spots and histories all count from the same. */
export function countyIssuesOf(context: Context): CountyIssues {
  const known = made.get(context) ?? createCountyIssues(context)
  made.set(context, known)
  return known
}

/** A county that is asked by nobody else may be let go between being read and being asked; three times is a sign of too little room. */
const MOST_READINGS = 3
const nothingHeld: HeldIssues = { counties: 0, issues: 0, bytes: 0, evictions: 0 }

/**
 * Issues of the counties that are asked for, held in a thread of their own: read once, then only what the feed tells.
 * A county is read anew when its layers are imported, when an issue is gone, when the thread died, and when it was let go
 * for others: all together take no more than the environment's bound.
 */
function createCountyIssues({ db, feed, environment }: Pick<Context, 'db' | 'feed' | 'environment'>) {
  const counties = new Map<string, Held>()
  const thread = createWorkerThread<KeeperTask, KeeperAnswer>(new URL('./heat.worker.ts', import.meta.url), () =>
    counties.clear(),
  )
  let states = 0

  const stop = feed.subscribe((changes) => {
    for (const change of changes) note(change)
  })

  function note({ county, kind, id }: FeedChange): void {
    if (kind === 'layer' && (id === 'issue' || id === 'area')) counties.delete(county)
    else if (kind === 'issue') counties.get(county)?.changed.add(id)
  }

  function hold(county: string, timeZone: string): Held {
    const held: Held = {
      timeZone,
      ready: Promise.resolve(),
      changed: new Set(),
      sequence: feed.sequence,
      state: ++states,
    }
    counties.set(county, held)
    held.ready = read(county, timeZone).catch((error: unknown) => {
      forget(county, held)
      throw error
    })
    return held
  }

  async function read(county: string, timeZone: string): Promise<void> {
    const [months, border] = await Promise.all([issueColumnBytes(db, county, timeZone), countyBorder(db, county)])
    const { heatBytes } = environment
    const { evicted } = await ask<'keep'>({ kind: 'keep', county, months, border, mostBytes: heatBytes })
    for (const other of evicted) counties.delete(other)
  }

  /** Reads what the feed told since; whether the thread has it all. */
  async function takeOver(county: string, held: Held): Promise<boolean> {
    const { sequence } = feed
    const numbers = [...held.changed]
    held.changed.clear()
    if (numbers.length > 0) {
      const issues = await changedIssues(db, county, held.timeZone, numbers)
      if (issues.length < numbers.length) return false
      await ask<'change'>({ kind: 'change', county, issues })
      held.state = ++states
    }
    held.sequence = sequence
    return true
  }

  function forget(county: string, held: Held): void {
    if (counties.get(county) === held) counties.delete(county)
  }

  function ask<Kind extends KeeperTask['kind']>(
    task: Extract<KeeperTask, { kind: Kind }>,
  ): Promise<KeeperAnswers[Kind]> {
    return thread.ask(task) as Promise<KeeperAnswers[Kind]>
  }

  /** Brings a county's issues up to what the feed told: `state` is another one whenever they are no longer the same. */
  async function upToDate({ county, timeZone }: Pick<IssueFilter, 'county' | 'timeZone'>) {
    for (;;) {
      const known = counties.get(county)
      const held = known?.timeZone === timeZone ? known : hold(county, timeZone)
      let whole = true
      held.ready = held.ready.then(async () => {
        whole = await takeOver(county, held)
      })
      try {
        await held.ready
      } catch (error) {
        forget(county, held)
        if (!wasLetGo(error)) throw error
        whole = false
      }
      if (whole) return { sequence: held.sequence, state: held.state }
      forget(county, held)
    }
  }

  /** Asks a county that is up to date; reads it again where it was let go for others meanwhile. */
  async function askOf<Kind extends KeeperTask['kind']>(
    of: Pick<IssueFilter, 'county' | 'timeZone'>,
    task: Extract<KeeperTask, { kind: Kind }>,
    readings = 1,
  ): Promise<KeeperAnswers[Kind]> {
    await upToDate(of)
    try {
      return await ask<Kind>(task)
    } catch (error) {
      if (!wasLetGo(error) || readings === MOST_READINGS) throw error
      counties.delete(of.county)
      return askOf<Kind>(of, task, readings + 1)
    }
  }

  const issuesOf = (filter: CountedFilter) => ({
    county: filter.county,
    question: questionOf(filter),
    window: windowOf(filter),
  })

  return {
    upToDate,
    surface: (of: Pick<IssueFilter, 'county' | 'timeZone'>, task: SurfaceTask): Promise<SurfaceAnswer> =>
      askOf<'surface'>(of, { kind: 'surface', task }),
    /** Issues as they are now by the place they carry; period by period where periods are told. */
    count: (filter: CountedFilter, periods: Periods | null = null): Promise<PlaceCounts> =>
      askOf<'count'>(filter, { kind: 'count', periods, ...issuesOf(filter) }),
    /** Single issues as they are now. */
    rows: (filter: CountedFilter): Promise<IssueRows> => askOf<'rows'>(filter, { kind: 'rows', ...issuesOf(filter) }),
    /** Some days of the issues as they are now, by place. */
    history: (filter: CountedFilter, asked: Pick<HistoryTask, 'ground' | 'day'>): Promise<KeeperAnswers['history']> =>
      askOf<'history'>(filter, { kind: 'history', ...issuesOf(filter), ...asked }),
    /** What is held in memory now, for the metrics. */
    held: (): Promise<HeldIssues> | HeldIssues => (counties.size === 0 ? nothingHeld : ask<'held'>({ kind: 'held' })),
    async close(): Promise<void> {
      stop()
      await thread.close()
    },
  }
}

/** Whether the thread no longer has the county that it was asked about. */
function wasLetGo(error: unknown): boolean {
  return error instanceof Error && error.message.includes(NOT_KEPT)
}
