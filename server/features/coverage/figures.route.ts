import { createHash } from 'node:crypto'
import { Router } from 'express'
import type { z } from 'zod'
import type { Post } from '#domain/account/post.ts'
import { readChoice } from '#domain/contract/choice.ts'
import {
  askCoverageAreas,
  askCoverageFigures,
  askLeftOut,
  getCoverageAreas,
  getCoverageModel,
} from '#domain/contract/coverage-figures.ts'
import type { Context } from '#server/context.ts'
import { settingsOf } from '#server/coverage/county-settings.ts'
import { coverageStoreOf } from '#server/coverage/coverage-store.ts'
import { grantedChange } from '#server/coverage/granted-change.ts'
import { mayKnowElderly } from '#server/coverage/may-know-elderly.ts'
import { mount } from '#server/http.ts'
import { type PackedBytes, sendPacked } from '#server/send-packed.ts'

/** Figures of a county under choices and changes, and the packet from which a page computes them itself. */
export function coverageFigureRoutes(context: Context): Router {
  const router = Router()
  const store = coverageStoreOf(context)

  mount(router, getCoverageModel, async ({ query: { county }, post, request, response }) => {
    await settingsOf(context.db, county)
    const bytes = await store.ask({ kind: 'packet', county, exact: mayKnowElderly(post, county) })
    await sendPacked(packedOf(bytes), 'application/octet-stream', request, response)
    return undefined
  })

  mount(router, askCoverageFigures, async ({ body, post }) => {
    await settingsOf(context.db, body.county, 'body.county')
    return grantedChange(await store.ask({ kind: 'figures', ...asked(body, post) }), body.county)
  })

  mount(router, getCoverageAreas, async ({ query, post }) => {
    const { county, level, minutes } = query
    await settingsOf(context.db, county)
    const question = { county, minutes, changes: [], ...readChoice(query) }
    return grantedChange(await store.ask({ kind: 'areas', level, ...asked(question, post) }), county)
  })

  mount(router, askCoverageAreas, async ({ body, post }) => {
    await settingsOf(context.db, body.county, 'body.county')
    return grantedChange(await store.ask({ kind: 'areas', level: body.level, ...asked(body, post) }), body.county)
  })

  mount(router, askLeftOut, async ({ body, post }) => {
    await settingsOf(context.db, body.county, 'body.county')
    return grantedChange(await store.ask({ kind: 'left-out', ...asked(body, post) }), body.county)
  })
  return router
}

type Question = z.output<typeof askCoverageFigures.body>

function asked({ county, walk, stations, changes, minutes }: Question, post: Post | null) {
  return { county, walk, stations, changes, minutes, exact: mayKnowElderly(post, county) }
}

const packets = new WeakMap<Uint8Array, PackedBytes>()

/** The store gives the same bytes until the data change: they are hashed and compressed once. */
function packedOf(bytes: Uint8Array): PackedBytes {
  const known = packets.get(bytes)
  if (known) return known
  const made = { bytes, hash: createHash('sha1').update(bytes).digest('base64url'), packed: {} }
  packets.set(bytes, made)
  return made
}
