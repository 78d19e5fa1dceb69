import type { z } from 'zod'
import type { FeedEventName, feedEvents } from '#domain/contract/feed.ts'

/** One server-sent event as it goes over the wire; `id` is what the client hands back to resume. */
export function eventText<Name extends FeedEventName>(
  name: Name,
  data: z.input<(typeof feedEvents)[Name]>,
  id?: number,
): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
