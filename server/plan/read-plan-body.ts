import express, { type RequestHandler } from 'express'
import { askerOf } from '#server/account/asker.ts'
import { HttpProblem } from '#server/http.ts'
import { mayDraw } from './planner-for.ts'

/**
 * Reads the body of a new plan: up to 48 MB, the ground of a whole county, from whoever signed in to draw for the county
 * that is asked; 1 MB from everybody else. More of it is never kept or parsed: 413 `too-large`, or `too-large-without-post` where
 * a post would do.
 */
export function readPlanBody(): RequestHandler {
  const whole = express.json({ limit: '48mb' })
  const small = express.json({ limit: '1mb' })
  return (request, response, next) => {
    const { county } = request.query
    const drawer = typeof county === 'string' && mayDraw(askerOf(request)?.post ?? null, county)
    const read = drawer ? whole : small
    read(request, response, (error?: unknown) => {
      if ((error as { status?: unknown } | undefined)?.status !== 413) return next(error)
      next(
        drawer
          ? new HttpProblem(413, 'too-large', 'A plan begins from at most 48 MB of ground: part it by street.', 'body')
          : new HttpProblem(
              413,
              'too-large-without-post',
              `More than 1 MB of ground needs a post that draws plans in county ${String(county ?? 'of the query')}: sign in as planner, district or administrator.`,
              'body',
            ),
      )
    })
  }
}
