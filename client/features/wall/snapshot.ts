import { get, set } from 'idb-keyval'
import type { Figures } from '#domain/contract/figure.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { Wall } from '#domain/contract/wall.ts'

/** What a wall showed last, for a start without a server. */
export interface Snapshot {
  /** Data were of then, milliseconds since 1970 by this machine's clock. */
  dataAt: number
  figures: Figures
  newest: readonly IssueSummary[]
  wall: Wall | null
}

/** Changes with the shape of what is kept: what an older build kept is passed over. */
const FORM = 1

/** Null where nothing was kept, or the browser keeps nothing. */
export async function readSnapshot(county: string, wall: string): Promise<Snapshot | null> {
  return (await get<Snapshot>(keyOf(county, wall)).catch(() => undefined)) ?? null
}

/** Keeps what is shown in the place of what was kept; a browser that keeps nothing is no failure of the wall. */
export async function keepSnapshot(county: string, wall: string, snapshot: Snapshot): Promise<void> {
  await set(keyOf(county, wall), snapshot).catch(() => undefined)
}

function keyOf(county: string, wall: string): string {
  return `wall ${FORM} ${county} ${wall}`
}
