import { z } from 'zod'
import { countyCode, nothing } from './common.ts'
import { endpoint } from './endpoint.ts'

/** `id:` and `data:` of the stream's events are declared in feed.ts. */
export const streamFeed = endpoint({
  method: 'GET',
  path: '/api/feed',
  summary: 'Changes of a county as server-sent events; resumes after Last-Event-ID or `after`.',
  tag: 'feed',
  params: nothing,
  query: z.object({
    county: countyCode,
    /** Feed sequence up to which the caller knows everything; the Last-Event-ID header goes before it. */
    after: z.coerce.number().int().min(0).optional(),
    /**
     * The stream ends by itself a moment after the first changes, at the latest after so many seconds: for a line whose
     * proxy passes nothing on before an answer is whole.
     */
    seconds: z.coerce.number().int().min(1).max(30).optional(),
  }),
  body: nothing,
  answer: z.string(),
})

export const feedEndpoints = [streamFeed]
