import { rmSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Post } from '#domain/account/post.ts'
import { type PrintKind, type PrintRun, printLimits } from '#domain/contract/print.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import { createWorkerThread } from '#server/worker-thread.ts'
import type { PreparedPrint, PrintPiece, PrintTask } from './print-task.ts'

const KEPT_RUNS = 40
const KEPT_MILLISECONDS = 1_800_000
/** Characters told of that the typeface lacks. */
const TOLD_CHARACTERS = 40

interface Run {
  id: string
  county: string
  /** Who began it: nobody else is told of it. */
  person: string
  kind: PrintKind
  about: Pick<PreparedPrint, 'pages' | 'fileName' | 'notes'>
  state: PrintRun['state']
  pagesDone: number
  bytes: number
  lacking: Set<string>
  /** Its file, once it was begun. */
  file: string | null
  gone: AbortController
}

/**
 * Prints of a server: drawn one after the other in a thread of its own, piece by piece into a file that is kept half an
 * hour. Only the pieces on their way are in memory.
 */
export function createPrintRuns({ log }: Pick<Context, 'log'>) {
  const runs = new LRUCache<string, Run>({
    max: KEPT_RUNS,
    ttl: KEPT_MILLISECONDS,
    ttlAutopurge: true,
    updateAgeOnGet: true,
    dispose: (run) => void forget(run),
  })
  const thread = createWorkerThread<PrintTask, PrintPiece>(new URL('./print.worker.ts', import.meta.url), () => {})
  let folder: Promise<string> | undefined
  let before: Promise<unknown> = Promise.resolve()

  /** Begins a run of a prepared print. Throws HttpProblem 503 `too-many-prints` with Retry-After. */
  function start(post: Post, kind: PrintKind, print: PreparedPrint): PrintRun {
    const busy = [...runs.values()].filter(({ state }) => state === 'waiting' || state === 'drawing')
    const own = busy.filter(({ person, county }) => person === post.person && county === post.county)
    if (busy.length >= printLimits.runs || own.length >= printLimits.runsOfOne)
      throw new HttpProblem(
        503,
        'too-many-prints',
        `${busy.length} prints are waiting or being drawn; wait for one, or cancel one.`,
        undefined,
        { 'Retry-After': '20' },
      )
    const run: Run = {
      ...{ id: newId(), county: post.county, person: post.person, kind, state: 'waiting' },
      about: { pages: print.pages, fileName: print.fileName, notes: print.notes },
      ...{ pagesDone: 0, bytes: 0, lacking: new Set(), file: null, gone: new AbortController() },
    }
    runs.set(run.id, run)
    // what was gathered for it is let go of when it ends
    before = before.then(() => work(run, print)).catch((error: unknown) => fail(run, error))
    return tell(run)
  }

  async function work(run: Run, print: PreparedPrint): Promise<void> {
    if (run.gone.signal.aborted) return
    run.state = 'drawing'
    folder ??= makeFolder()
    run.file = path.join(await folder, `${run.id}.pdf`)
    const file = await open(run.file, 'wx', 0o600)
    try {
      await thread.ask({ kind: 'open', run: run.id, opening: print.opening })
      const write = async ({ bytes, lacking }: PrintPiece) => {
        await file.writeFile(bytes)
        run.bytes += bytes.length
        for (const character of lacking) run.lacking.add(character)
      }
      for await (const pages of print.pieces()) {
        if (run.gone.signal.aborted) break
        await write(await thread.ask({ kind: 'draw', run: run.id, pages }))
        run.pagesDone += pages.length
      }
      const stopped = run.gone.signal.aborted
      const rest = await thread.ask({ kind: stopped ? 'drop' : 'close', run: run.id })
      if (!stopped) await write(rest)
    } finally {
      await file.close()
    }
    if (run.gone.signal.aborted) await rm(run.file, { force: true })
    else run.state = 'done'
  }

  async function fail(run: Run, error: unknown): Promise<void> {
    // names and telephones stand on pages, never in a log
    log.error({ error: String(error), run: run.id, kind: run.kind }, 'a print failed')
    run.state = 'failed'
    await thread.ask({ kind: 'drop', run: run.id }).catch(() => {})
    if (run.file) await rm(run.file, { force: true }).catch(() => {})
  }

  function ask(post: Post, id: string): Run {
    const run = runs.get(id)
    if (run?.person !== post.person || run.county !== post.county)
      throw notFound(`There is no print ${id} of yours; prints are kept for half an hour.`, 'unknown-print', 'path.run')
    return run
  }

  function cancel(post: Post, id: string): PrintRun {
    const run = ask(post, id)
    if (run.state !== 'failed') run.state = 'cancelled'
    void forget(run)
    return tell(run)
  }

  return {
    start,
    cancel,
    told: (post: Post, id: string) => tell(ask(post, id)),
    /** Path and name of a file that is done. Throws HttpProblem 404 and 409 `not-printed`. */
    fileOf(post: Post, id: string): { file: string; name: string } {
      const { state, file, about } = ask(post, id)
      if (state !== 'done' || file === null)
        throw new HttpProblem(409, 'not-printed', `Print ${id} has no file: it is ${state}.`, 'path.run')
      return { file, name: about.fileName }
    },
    close: () => thread.close(),
  }
}

async function makeFolder(): Promise<string> {
  // nobody else on the machine reads it (0700)
  const folder = await mkdtemp(path.join(tmpdir(), 'gridboard-print-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function forget(run: Run): Promise<void> {
  run.gone.abort()
  if (run.file) await rm(run.file, { force: true })
}

function tell({ id, kind, state, about, pagesDone, bytes, lacking }: Run): PrintRun {
  const characters = [...lacking].slice(0, TOLD_CHARACTERS)
  return {
    ...{ id, kind, state, pages: about.pages, pagesDone, bytes, fileName: about.fileName },
    notes: [
      ...about.notes,
      ...(lacking.size > 0 ? [{ kind: 'lacking-character' as const, count: lacking.size, names: characters }] : []),
    ],
  }
}
