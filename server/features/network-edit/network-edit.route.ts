import { Router } from 'express'
import type { Post } from '#domain/account/post.ts'
import {
  createNetworkEdit,
  listNetworkEdits,
  type NetworkEdit,
  networkEditLimits,
  networkRepair,
  type RepairRefusal,
  restoreNetworkEdit,
  withdrawNetworkEdit,
} from '#domain/contract/network-edit.ts'
import { writeAudit } from '#server/account/audit.ts'
import type { Context } from '#server/context.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { mayWrite, writerFor } from '#server/coverage/writer-for.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { newId } from '#server/new-id.ts'
import {
  announceNetworkEdit,
  insertNetworkEdit,
  type NetworkEditRow,
  networkEditRow,
  networkEditRows,
  setWithdrawn,
} from './network-edit.query.ts'

/** Repairs of the walking network: kept apart from what was imported, listed for good, put on whenever it is read. */
export function networkEditRoutes(context: Context): Router {
  const { db, now } = context
  const router = Router()
  const store = coverageStoreOf(context)

  mount(router, listNetworkEdits, async ({ query: { county }, post }) => {
    const writes = await mayWrite(db, { post }, county)
    const rows = await networkEditRows(db, county)
    const reasons = rows.some(({ withdrawnAt }) => withdrawnAt === null) ? await reasonsOf(county) : new Map()
    return { edits: rows.map((row) => editOf(row, reasons.get(row.id) ?? null)), mayWrite: writes }
  })

  mount(router, createNetworkEdit, async ({ query: { county }, body: { repair, note }, post, response }) => {
    const writer = await writerFor(db, { post }, county)
    const reason = await store.ask({ kind: 'try-repair', county, repair })
    if (reason !== null) throw refused(reason)
    const id = newId()
    await db.transaction(async (transaction) => {
      const most = networkEditLimits.edits
      const edit = { county, id, repair, note, author: writer?.name ?? '', now: now() }
      if (!(await insertNetworkEdit(transaction, edit, most)))
        throw new HttpProblem(409, 'too-many-edits', `County ${county} has ${most} repairs; withdraw one first.`)
      await audit(transaction, county, id, writer, 'network-edit.create', { repair })
      await announceNetworkEdit(transaction, county, id, 1)
    })
    response.status(201)
    return editOf(await askEdit(county, id), null)
  })

  mount(router, withdrawNetworkEdit, ({ params, query: { county }, post }) => turn(county, params.edit, post, true))
  mount(router, restoreNetworkEdit, ({ params, query: { county }, post }) => turn(county, params.edit, post, false))

  /** Doing it twice is as doing it once. */
  async function turn(county: string, id: string, post: Post | null, withdraw: boolean): Promise<NetworkEdit> {
    const writer = await writerFor(db, { post }, county)
    const before = await askEdit(county, id)
    if (!withdraw && before.withdrawnAt !== null) {
      const reason = await store.ask({ kind: 'try-repair', county, repair: networkRepair.parse(before.repair) })
      if (reason !== null) throw refused(reason)
    }
    await db.transaction(async (transaction) => {
      const version = await setWithdrawn(transaction, county, id, withdraw ? (writer?.name ?? '') : null, now())
      if (version === null) return
      const action = withdraw ? 'network-edit.withdraw' : 'network-edit.restore'
      await audit(transaction, county, id, writer, action, { version })
      await announceNetworkEdit(transaction, county, id, version)
    })
    return editOf(await askEdit(county, id), null)
  }

  async function audit(
    transaction: Parameters<typeof writeAudit>[0],
    county: string,
    subject: string,
    by: Post | null,
    action: string,
    after: Record<string, unknown>,
  ): Promise<void> {
    await writeAudit(transaction, { at: now(), by, county, action, subject, path: `/${county}/`, after })
  }

  async function reasonsOf(county: string): Promise<Map<string, RepairRefusal | null>> {
    const standings = await store.ask({ kind: 'repairs', county })
    return new Map(standings.map(({ id, reason }) => [id, reason]))
  }

  async function askEdit(county: string, id: string): Promise<NetworkEditRow> {
    const row = await networkEditRow(db, county, id)
    if (!row) throw notFound(`County ${county} has no repair ${id}.`, 'unknown-edit', 'path.edit')
    return row
  }

  return router
}

function editOf(row: NetworkEditRow, reason: RepairRefusal | null): NetworkEdit {
  const { id, repair, note, author, createdAt, withdrawnBy, withdrawnAt } = row
  return {
    id,
    repair: networkRepair.parse(repair),
    note,
    author,
    createdAt: createdAt.toISOString(),
    withdrawnBy,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    standing:
      withdrawnAt !== null
        ? { state: 'withdrawn' }
        : reason === null
          ? { state: 'applied' }
          : { state: 'refused', reason },
  }
}

function refused(reason: RepairRefusal): HttpProblem {
  return new HttpProblem(422, reason, words[reason], 'body.repair')
}

const words: Record<RepairRefusal, string> = {
  'unknown-compound': 'There is no such compound, and no wall where the gate would stand.',
  'not-walled': 'The compound has no wall: people leave it everywhere.',
  'off-wall': 'The gate lies more than 30 m from the wall; put it on the wall.',
  'off-network': 'It lies more than 300 m from every walking edge.',
  'never-open': 'The gate closes in the minute in which it opens.',
  'no-end-there': 'No walking edge comes within 5 m of one of the ends.',
  'already-joined': 'The two ends are one place already.',
  'ends-too-far': `The ends lie more than ${networkEditLimits.joinMeters} m apart; draw a path instead.`,
  'unknown-edge': 'No walking edge lies on this line any more.',
  'joins-nothing': 'Neither end of the path comes within 15 m of a walking edge.',
  'line-too-short': 'The path is shorter than 1 m.',
  'line-too-long': 'The path is longer than 10 km.',
  'no-position': 'A longitude or latitude lies outside the earth.',
}
