import { z } from 'zod'
import { planOperation } from '#domain/contract/plan.ts'

const operations = z.array(planOperation)

/** A step that no longer fits the draft, and why: kept until it is tried again or given up. */
const unfitStep = z.object({ operation: planOperation, reason: z.string(), undo: z.boolean() })
export type UnfitStep = z.infer<typeof unfitStep>

/** What this browser keeps of a draft: the steps here, those the server was known to have, what was undone, what did not fit. */
const journal = z.object({
  version: z.int(),
  acknowledged: operations,
  operations,
  undone: operations,
  unfit: z.array(unfitStep),
})
export type PlanJournal = z.infer<typeof journal>

/** A state of a draft by name: the steps that lead to it. `at` is a moment in milliseconds since 1970. */
const checkpoint = z.object({ name: z.string(), at: z.number(), operations })
export type Checkpoint = z.infer<typeof checkpoint>

/** Only what the server lacks is written at each step; what it has, when that becomes another. */
interface DraftRow {
  version: number
  common: number
  tail: PlanJournal['operations']
  undone: PlanJournal['undone']
  unfit: PlanJournal['unfit']
}

const written = new Map<string, readonly unknown[]>()

/** Keeps unsent steps; false when the browser cannot (full, or not allowed). Begun at once, in the order of the calls. */
export async function keepJournal(county: string, plan: string, kept: PlanJournal): Promise<boolean> {
  const key = keyOf(county, plan)
  const { version, acknowledged, undone, unfit } = kept
  let common = 0
  while (common < acknowledged.length && acknowledged[common] === kept.operations[common]) common++
  const row: DraftRow = { version, common, tail: kept.operations.slice(common), undone, unfit }
  const done = await attempt((rows) => {
    if (written.get(key) !== acknowledged) rows.put(acknowledged, `${key} acknowledged`)
    rows.put(row, key)
  })
  if (done) written.set(key, acknowledged)
  return done
}

/** Unsent steps of a draft; null when there are none, or what is kept cannot be read. */
export async function readJournal(county: string, plan: string): Promise<PlanJournal | null> {
  const key = keyOf(county, plan)
  const [row, acknowledged] = (await read([key, `${key} acknowledged`])) as [DraftRow | undefined, unknown]
  if (!row || !Array.isArray(acknowledged)) return null
  const { version, common, tail, undone, unfit } = row
  const parsed = journal.safeParse({
    version,
    acknowledged,
    operations: [...acknowledged.slice(0, common), ...tail],
    undone,
    unfit,
  })
  return parsed.success ? parsed.data : null
}

/** Forgets the unsent steps of a draft. */
export async function dropJournal(county: string, plan: string): Promise<void> {
  const key = keyOf(county, plan)
  written.delete(key)
  await attempt((rows) => {
    rows.delete(key)
    rows.delete(`${key} acknowledged`)
  })
}

/** Checkpoints of a draft, the oldest first. */
export async function readCheckpoints(county: string, plan: string): Promise<Checkpoint[]> {
  const [rows] = await read([`${keyOf(county, plan)} checkpoints`])
  const parsed = z.array(checkpoint).safeParse(rows ?? [])
  return parsed.success ? parsed.data : []
}

/** Keeps the checkpoints of a draft; false when the browser cannot. */
export async function keepCheckpoints(county: string, plan: string, kept: readonly Checkpoint[]): Promise<boolean> {
  return attempt((rows) => void rows.put(kept, `${keyOf(county, plan)} checkpoints`))
}

function keyOf(county: string, plan: string): string {
  return `${county} ${plan}`
}

let opened: Promise<IDBDatabase> | null = null

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('gridboard.plans', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('kept')
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('this browser keeps nothing'))
  })
  opened.catch(() => {
    opened = null
  })
  return opened
}

/** Opens the browser's store ahead of the first step, so that a step is written in the turn it is made. */
export function warmJournal(): void {
  database().catch(() => undefined)
}

async function attempt(write: (rows: IDBObjectStore) => void): Promise<boolean> {
  try {
    const open = await database()
    const transaction = open.transaction('kept', 'readwrite', { durability: 'strict' })
    write(transaction.objectStore('kept'))
    return await new Promise((resolve) => {
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
    })
  } catch {
    return false
  }
}

async function read(keys: readonly string[]): Promise<unknown[]> {
  try {
    const rows = (await database()).transaction('kept').objectStore('kept')
    return await Promise.all(
      keys.map(
        (key) =>
          new Promise<unknown>((resolve, reject) => {
            const asked = rows.get(key)
            asked.onsuccess = () => resolve(asked.result)
            asked.onerror = () => reject(asked.error)
          }),
      ),
    )
  } catch {
    return keys.map(() => undefined)
  }
}
