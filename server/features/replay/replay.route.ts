import { createHash } from 'node:crypto'
import { Router } from 'express'
import { getReplay } from '#domain/contract/replay.ts'
import { shownTo } from '#server/account/scope-of.ts'
import type { Context } from '#server/context.ts'
import type { Scope } from '#server/db.types.ts'
import { HttpProblem, mount } from '#server/http.ts'
import { type PackedBytes, sendPacked } from '#server/send-packed.ts'
import { gatherReplay, type ReplayQuestion } from './gather-replay.ts'

const DAY = 86_400_000
const MOST_DAYS = 400
/** Walls in step ask at the same moment for the same: it is gathered once. */
const KEPT_MILLISECONDS = 30_000

/** Issues as they stood at any moment of a time, for playing it again. One is gathered at a time, the last is kept for a while. */
export function replayRoutes({ db, feed, now }: Context): Router {
  const router = Router()
  let kept: { key: string; until: number; packed: Promise<PackedBytes> } | null = null
  let before: Promise<unknown> = Promise.resolve()

  function packedOf(scope: Scope, question: ReplayQuestion): Promise<PackedBytes> {
    const key = JSON.stringify([scope, question])
    if (kept?.key === key && kept.until > performance.now()) return kept.packed
    const packed = before.then(async (): Promise<PackedBytes> => {
      const bytes = await gatherReplay(db.within(scope), question, feed.sequence)
      return { bytes, hash: createHash('sha1').update(bytes).digest('base64url'), packed: {} }
    })
    before = packed.catch(() => {})
    const mine = { key, until: performance.now() + KEPT_MILLISECONDS, packed }
    kept = mine
    packed.catch(() => {
      if (kept === mine) kept = null
    })
    return packed
  }

  mount(router, getReplay, async ({ query: { county, from, to, area }, request, response }) => {
    const [begin, end] = [new Date(from), to === undefined ? now() : new Date(to)]
    if (begin >= end || end.getTime() - begin.getTime() > MOST_DAYS * DAY)
      throw new HttpProblem(
        400,
        'invalid-request',
        `query.from: ${from} must be before ${end.toISOString()}, by no more than ${MOST_DAYS} days`,
        'query.from',
      )
    const scope = shownTo(request, county)
    const packed = await packedOf(scope, { county, area: area ?? null, from: begin, to: end })
    await sendPacked(packed, 'application/vnd.gridboard.replay', request, response)
    return undefined
  })
  return router
}
