import { z } from 'zod'
import { box, countyCode, moment, tileLayer } from './common.ts'

/** One committed change, as the feed tells it. */
export const feedChange = z.object({
  county: countyCode,
  sequence: z.int(),
  at: moment,
  /**
   * `issue` with its number as id; `layer` with a tile layer as id (imported anew); `plan`, `scenario`, `network-edit` with
   * theirs; `site-candidates` with the source that was imported; `wall` with the name of a wall whose program or state changed; `display`
   * with the id of a screen whose token was revoked.
   */
  kind: z.enum(['issue', 'layer', 'plan', 'scenario', 'network-edit', 'site-candidates', 'wall', 'display']),
  id: z.string(),
  version: z.int(),
  /** Where; null means the whole layer. */
  box: box.nullable(),
})
export type FeedChange = z.infer<typeof feedChange>

/** Server-sent events of `/api/feed`, by event name. `id:` is the feed sequence. */
export const feedEvents = {
  hello: z.object({ build: z.string(), sequence: z.int(), now: moment }),
  change: feedChange,
  dirty: z.object({
    layer: tileLayer,
    tiles: z.union([z.literal('all'), z.array(z.object({ z: z.int(), x: z.int(), y: z.int() }))]),
  }),
  figures: z.object({ at: moment }),
  'up-to-date': z.object({ sequence: z.int(), now: moment }),
  'must-refetch': z.object({ sequence: z.int() }),
} as const
export type FeedEventName = keyof typeof feedEvents
