import { type Request, type Response, Router } from 'express'
import { streamFeed } from '#domain/contract/feed-stream.ts'
import { displayOf } from '#server/account/displays.ts'
import type { Context } from '#server/context.ts'
import { DatabaseUnavailable } from '#server/db.types.ts'
import { HttpProblem, mount, notFound } from '#server/http.ts'
import { eventText } from './event-text.ts'
import { changesText, createFeedHub } from './feed-hub.ts'

/** A client further behind than this reads everything anew: cheaper for both. */
const RESUMED_CHANGES = 1_000

/** `build` is told in `hello`, so that open pages notice a new release. */
export function feedRoutes(context: Context, build: string): Router {
  const router = Router()
  const hub = createFeedHub(context.feed, context.now)

  mount(router, streamFeed, async ({ query, request, response, signal }) => {
    const asked = lastEventId(request) ?? query.after ?? null
    const counties = await context.db.query('select 1 from county where code = $1::text', [query.county])
    if (counties.length === 0)
      throw notFound(`There is no county ${query.county} on this server.`, 'unknown-county', 'query.county')
    if (signal.aborted) return undefined
    // joined before looking back: what is committed in between is collected, not lost
    const joined = hub.join(query.county, response, query.seconds === undefined ? null : query.seconds * 1000)
    const missed = asked === null ? [] : await context.feed.since(query.county, asked, RESUMED_CHANGES + 1)
    if (asked === null && !context.feed.current) throw new DatabaseUnavailable('the feed cannot be read now')
    if (signal.aborted) return undefined
    const refetch = missed === null || missed.length > RESUMED_CHANGES
    const told = asked === null || refetch ? context.feed.sequence : (missed.at(-1)?.sequence ?? asked)
    const now = context.now().toISOString()
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.flushHeaders()
    response.write(eventText('hello', { build, sequence: told, now }))
    if (refetch) response.write(eventText('must-refetch', { sequence: told }, told))
    else response.write(changesText(missed))
    joined.goLive(told)
    if (context.feed.current) response.write(eventText('up-to-date', { sequence: told, now }, told))
    if (refetch || missed.length > 0) joined.endSoon()
    const screen = displayOf(request)?.id
    if (screen !== undefined) endWhenRevoked(context, screen, response)
    return undefined
  })
  return router
}

/** A screen whose token is taken hears nothing from that moment on: its page asks anew and is told why. */
function endWhenRevoked({ feed, accounts }: Context, screen: string, response: Response): void {
  const stop = feed.subscribe((changes) => {
    if (!changes.some(({ kind, id }) => kind === 'display' && id === screen)) return
    // another server may have taken it
    accounts.displays.forget()
    response.end()
  })
  response.once('close', stop)
}

function lastEventId(request: Request): number | null {
  const header = request.get('last-event-id')
  if (header === undefined || header === '') return null
  const sequence = Number(header)
  if (Number.isSafeInteger(sequence) && sequence >= 0) return sequence
  throw new HttpProblem(
    400,
    'invalid-request',
    'header.Last-Event-ID: a feed sequence is a whole number',
    'header.Last-Event-ID',
  )
}
