import { type Response, Router } from 'express'
import type { z } from 'zod'
import type { Problem } from '#domain/contract/common.ts'
import { askSiting, type SitingLine, sitingLimits } from '#domain/contract/siting.ts'
import type { Context } from '#server/context.ts'
import { settingsOf } from '#server/coverage/county-settings.ts'
import { mayKnowElderly } from '#server/coverage/may-know-elderly.ts'
import { HttpProblem, mount, problemBody } from '#server/http.ts'
import { refusalOf } from './refusal.ts'
import { candidateRows, type ListedPlace } from './siting.query.ts'
import { createSitingStore, Left, type SitingFlight } from './siting-store.ts'

/** A quick answer comes with its own status; after this long the first line of progress goes out with 200. */
const PATIENCE_MILLISECONDS = 400
const EVERY_MILLISECONDS = 250

type Body = z.output<typeof askSiting.body>

export function sitingRoutes(context: Context): Router {
  const router = Router()
  const store = createSitingStore(context)

  async function listedOf(county: string, { places }: Body): Promise<ListedPlace[] | null> {
    if (places.kind === 'everywhere') return null
    if (places.kind === 'listed') return places.positions.map((position) => ({ code: '', name: '', position }))
    const rows = await candidateRows(context.db, county, places.kinds, sitingLimits.candidates)
    return rows.map(({ code, name, longitude, latitude }) => ({ code, name, position: [longitude, latitude] }))
  }

  // streamed lines, not a job to poll: one request is the whole life of the work, so that nothing is left when it is closed
  mount(router, askSiting, async ({ query: { county }, body, post, response, signal }) => {
    await settingsOf(context.db, county)
    if (body.ask.kind === 'fewest' && body.objective !== 'covered')
      throw new HttpProblem(400, 'invalid-request', 'The fewest sites are for a share covered.', 'body.objective')
    const listed = await listedOf(county, body)
    const { places: _, ...asked } = body
    // it is only elderly weights that differ by who asks: all others share an answer
    const exact = body.weighting === 'elderly' && mayKnowElderly(post, county)
    const flight = store.ask(county, { ...asked, listed, exact })
    signal.addEventListener('abort', flight.leave)
    const stop = sendProgress(flight, response)
    try {
      const answer = await flight.answer
      if (answer.ok) return finish(response, answer.told)
      throw refusalOf(answer, county)
    } catch (error) {
      if (error instanceof Left) return undefined
      if (!response.headersSent) throw error
      if (!(error instanceof HttpProblem)) context.log.error({ err: error }, 'siting failed')
      return finish(response, { kind: 'refused', problem: problemOf(error, response) })
    } finally {
      stop()
      flight.leave()
    }
  })
  return router
}

/** Writes a line of progress now and then, from the moment that an answer is no longer quick. */
function sendProgress(flight: SitingFlight, response: Response): () => void {
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    writeLine(response, { kind: 'progress', share: flight.progress() })
    timer = setTimeout(tell, EVERY_MILLISECONDS)
  }
  timer = setTimeout(tell, PATIENCE_MILLISECONDS)
  return () => clearTimeout(timer)
}

function finish(response: Response, line: SitingLine): undefined {
  writeLine(response, line)
  response.end()
}

function writeLine(response: Response, line: SitingLine): void {
  if (response.writableEnded || response.destroyed) return
  if (!response.headersSent)
    response.set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' })
  response.write(`${JSON.stringify(line)}\n`)
  // compression holds lines back until it has enough of them
  if ('flush' in response) response.flush()
}

function problemOf(error: unknown, response: Response): Problem {
  const known =
    error instanceof HttpProblem ? error : new HttpProblem(500, 'internal-error', 'The server failed; ask again.')
  return problemBody(known, response)
}
