import { z } from 'zod'
import { drawnLine, edgeKind, knownCode } from './change.ts'
import { countyCode, moment, nothing, position } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Edits of one county's network that are not withdrawn. */
export const networkEditLimits = { edits: 2_000, noteLength: 200, joinMeters: 200 } as const

const editId = z.string().regex(/^[0-9a-z]{12}$/, 'an edit id has 12 letters or digits')
const minuteOfDay = z.int().min(0).max(1440)

/**
 * A repair of the walking network, kept apart from what was imported and put on top of it whenever the network is read.
 * Found again by its ground, not by numbers: an import may give edges and compounds other ones.
 */
export const networkRepair = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add-gate'),
    compound: knownCode,
    position,
    opensMinute: minuteOfDay.default(0),
    closesMinute: minuteOfDay.default(1440),
  }),
  /** Two ends of edges that lie apart and should be one way. */
  z.strictObject({ kind: z.literal('join-ends'), from: position, to: position, edgeKind: edgeKind.default('footway') }),
  /** `line` is the edge's as it was seen. */
  z.strictObject({ kind: z.literal('delete-edge'), line: drawnLine }),
  z.strictObject({ kind: z.literal('draw-path'), edgeKind: edgeKind.default('footway'), line: drawnLine }),
])
export type NetworkRepair = z.infer<typeof networkRepair>

/** Why an edit cannot be put on the network as it is now. */
export const repairRefusal = z.enum([
  'unknown-compound',
  'not-walled',
  'off-wall',
  'off-network',
  'never-open',
  'no-end-there',
  'already-joined',
  'ends-too-far',
  'unknown-edge',
  'joins-nothing',
  'line-too-short',
  'line-too-long',
  'no-position',
])
export type RepairRefusal = z.infer<typeof repairRefusal>

export const networkEdit = z.object({
  id: editId,
  repair: networkRepair,
  note: z.string(),
  /** Title of the post that made it; '' for a visitor of the demo county. */
  author: z.string(),
  createdAt: moment,
  withdrawnBy: z.string().nullable(),
  withdrawnAt: moment.nullable(),
  /** Whether it stands on the network of today, with the reason where it does not; 'withdrawn' edits are not tried. */
  standing: z.discriminatedUnion('state', [
    z.object({ state: z.literal('applied') }),
    z.object({ state: z.literal('refused'), reason: repairRefusal }),
    z.object({ state: z.literal('withdrawn') }),
  ]),
})
export type NetworkEdit = z.infer<typeof networkEdit>

const ofCounty = z.object({ county: countyCode })
const ofEdit = z.object({ edit: editId })

export const listNetworkEdits = endpoint({
  method: 'GET',
  path: '/api/network-edits',
  summary:
    'Repairs of the walking network, the newest first: whether each stands on the network of today, and why not where it does not.',
  tag: 'network-edit',
  params: nothing,
  query: ofCounty,
  body: nothing,
  answer: z.object({ edits: z.array(networkEdit), mayWrite: z.boolean() }),
})

export const createNetworkEdit = endpoint({
  method: 'POST',
  path: '/api/network-edits',
  summary: 'Adds a gate, joins two ends, deletes an edge or draws a path, on top of the imported network.',
  tag: 'network-edit',
  params: nothing,
  query: ofCounty,
  body: z.strictObject({
    repair: networkRepair,
    note: z
      .string()
      .trim()
      .max(networkEditLimits.noteLength)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')
      .default(''),
  }),
  answer: networkEdit,
})

export const withdrawNetworkEdit = endpoint({
  method: 'POST',
  path: '/api/network-edits/:edit/withdraw',
  summary: 'Takes a repair off the network; it stays in the list.',
  tag: 'network-edit',
  params: ofEdit,
  query: ofCounty,
  body: nothing,
  answer: networkEdit,
})

export const restoreNetworkEdit = endpoint({
  method: 'POST',
  path: '/api/network-edits/:edit/restore',
  summary: 'Puts a withdrawn repair back on the network.',
  tag: 'network-edit',
  params: ofEdit,
  query: ofCounty,
  body: nothing,
  answer: networkEdit,
})

export const networkEditEndpoints = [listNetworkEdits, createNetworkEdit, withdrawNetworkEdit, restoreNetworkEdit]
