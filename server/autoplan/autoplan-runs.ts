import { LRUCache } from 'lru-cache'
import type { AutoplanAnswer } from '#domain/autoplan/draw-proposals.ts'
import { groundOfProposal, type RunNames, type StayingGround, tellProposals } from '#domain/autoplan/tell-proposals.ts'
import { type AutoplanRequest, type AutoplanRun, autoplanLimits } from '#domain/contract/autoplan.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { ThreadTask } from './autoplan.worker.ts'
import { newProgress, progressOf } from './progress.ts'
import { readJob } from './read-job.ts'

/** Runs kept in memory, and for how long after they were last asked for. */
const KEPT_RUNS = 40
const KEPT_MILLISECONDS = 3_600_000

interface Run {
  id: string
  county: string
  scope: { code: string; name: string }
  norm: AutoplanRun['norm']
  baseDate: string
  progress: ReturnType<typeof progressOf>
  ended: 'done' | 'cancelled' | 'failed' | null
  answer: AutoplanAnswer
  /** Codes of the grids that it may draw anew. */
  free: string[]
  staying: StayingGround
  names: RunNames
}

const stores = new WeakMap<Context, ReturnType<typeof createRuns>>()

/** The one store of a server. */
export function autoplanRunsOf(context: Context): ReturnType<typeof createRuns> {
  const known = stores.get(context) ?? createRuns(context)
  stores.set(context, known)
  return known
}

/** Runs of the drawing thread: one is drawn at a time, others wait. */
function createRuns(context: Context) {
  const { log } = context
  const runs = new LRUCache<string, Run>({ max: KEPT_RUNS, ttl: KEPT_MILLISECONDS, updateAgeOnGet: true })
  const file = new URL('./autoplan.worker.ts', import.meta.url)
  /** Runs whose ground is being read. */
  let reading = 0
  const thread = createWorkerThread<ThreadTask, AutoplanAnswer>(file, () => {})

  /** Begins a run. Throws HttpProblem 404 for unknown areas, plans and grids, 422 where nothing is free, 429 when too many run. */
  async function start(county: string, request: AutoplanRequest): Promise<AutoplanRun> {
    const busy = reading + [...runs.values()].filter((run) => run.ended === null).length
    if (busy >= autoplanLimits.runs)
      throw new HttpProblem(
        429,
        'too-many-runs',
        `${busy} plans are being drawn; wait for one, or cancel one.`,
        undefined,
        { 'Retry-After': '5' },
      )
    reading++
    const job = await readJob(context, county, request).finally(() => reading--)
    const memory = newProgress()
    const run: Run = {
      id: newId(),
      county,
      progress: progressOf(memory),
      ended: null,
      answer: null,
      scope: job.scope,
      norm: request.norm,
      baseDate: job.baseDate,
      free: job.task.free.map((grid) => grid.code),
      staying: job.staying,
      names: job.names,
    }
    runs.set(run.id, run)
    void thread
      .ask({ ...job.task, progress: memory })
      .then((answer) => {
        run.answer = answer
        run.ended = answer === null ? 'cancelled' : 'done'
      })
      .catch((error: unknown) => {
        run.ended = 'failed'
        log.error({ error: String(error), run: run.id }, 'drawing a plan failed')
      })
    return tell(run)
  }

  function ask(county: string, id: string): Run {
    const run = runs.get(id)
    if (run?.county !== county)
      throw notFound(`There is no run ${id}; runs are kept for an hour.`, 'unknown-run', 'path.run')
    return run
  }

  function cancel(county: string, id: string): AutoplanRun {
    const run = ask(county, id)
    run.progress.cancel()
    if (run.ended === null) run.ended = 'cancelled'
    return tell(run)
  }

  /** Ground of a proposal. Throws HttpProblem 409 where there is none. */
  function proposal(county: string, id: string, number: number): { ground: PlanGround; run: Run } {
    const run = ask(county, id)
    const ground = run.ended === 'done' ? groundOfProposal(run.answer, number, run.staying) : null
    if (!ground) throw new HttpProblem(409, 'no-proposal', `Run ${id} has no proposal ${number}.`, 'body.proposal')
    return { ground, run }
  }

  return { start, cancel, told: (county: string, id: string) => tell(ask(county, id)), proposal }
}

function tell(run: Run): AutoplanRun {
  const { stage, share } = run.progress.told()
  return {
    id: run.id,
    state: run.ended ?? stage,
    share: run.ended === 'done' ? 1 : share,
    scope: run.scope,
    norm: run.norm,
    ...tellProposals(run.ended === 'done' ? run.answer : null, run.staying, run.names),
  }
}
