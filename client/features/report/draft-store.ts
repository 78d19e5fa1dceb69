import type { ReportDraft } from './report-draft.ts'

const NAME = 'gridboard-reports'
const TABLE = 'drafts'
/** What a browser without such a store keeps: as long as the page lives. */
const memory = new Map<string, ReportDraft>()

/** The report begun in a county on this phone, photos and all; null where none was. */
export async function readDraft(county: string): Promise<ReportDraft | null> {
  const kept = await inTable<ReportDraft | undefined>('readonly', (table) => table.get(county)).catch(() => undefined)
  return kept ?? memory.get(county) ?? null
}

/** Keeps a report as it is now in the place of what was kept. */
export async function keepDraft(draft: ReportDraft): Promise<void> {
  memory.set(draft.county, draft)
  await inTable('readwrite', (table) => table.put(draft, draft.county)).catch(() => undefined)
}

export async function dropDraft(county: string): Promise<void> {
  memory.delete(county)
  await inTable('readwrite', (table) => table.delete(county)).catch(() => undefined)
}

async function inTable<Answer>(
  mode: IDBTransactionMode,
  ask: (table: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await open()
  try {
    const asked = ask(database.transaction(TABLE, mode).objectStore(TABLE))
    return await answerOf(asked)
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  const asked = indexedDB.open(NAME, 1)
  asked.onupgradeneeded = () => void asked.result.createObjectStore(TABLE)
  return answerOf(asked)
}

function answerOf<Answer>(asked: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}
