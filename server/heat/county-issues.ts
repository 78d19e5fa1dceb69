import type { FeedChange } from '#domain/contract/feed.ts'
import type { Context } from '#server/context.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { IssueRows, Periods, PlaceCounts } from './count-places.ts'
import type { IssueFilter } from './heat-filter.ts'
import type { KeeperAnswer, KeeperAnswers, KeeperTask, SurfaceAnswer, SurfaceTask } from './heat-keeper.ts'
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

/**
 * Issues of the counties that are asked for, held in a thread of their own: read once, then only what the feed tells.
 * A county is read anew when its layers are imported, when an issue is gone, and when the thread died.
 */
function createCountyIssues({ db, feed }: Pick<Context, 'db' | 'feed'>) {
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
    await ask<'keep'>({ kind: 'keep', county, months, border })
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
        throw error
      }
      if (whole) return { sequence: held.sequence, state: held.state }
      forget(county, held)
    }
  }

  async function taskOf(filter: CountedFilter) {
    await upToDate(filter)
    return { county: filter.county, question: questionOf(filter), window: windowOf(filter) }
  }

  return {
    upToDate,
    /** Of a county that is up to date. */
    surface: (task: SurfaceTask): Promise<SurfaceAnswer> => ask<'surface'>({ kind: 'surface', task }),
    /** Issues as they are now by the place they carry; period by period where periods are told. */
    async count(filter: CountedFilter, periods: Periods | null = null): Promise<PlaceCounts> {
      return ask<'count'>({ kind: 'count', periods, ...(await taskOf(filter)) })
    },
    /** Single issues as they are now. */
    async rows(filter: CountedFilter): Promise<IssueRows> {
      return ask<'rows'>({ kind: 'rows', ...(await taskOf(filter)) })
    },
    async close(): Promise<void> {
      stop()
      await thread.close()
    },
  }
}
