import { Router } from 'express'
import { getHealth, getReady } from '#domain/contract/health.ts'
import type { Context } from '#server/context.ts'
import { HttpProblem, mount } from '#server/http.ts'

export function healthRoutes(context: Context, build: string): Router {
  const router = Router()

  mount(router, getHealth, () => ({
    alive: true as const,
    build,
    engine: context.db.engine,
    uptimeSeconds: Math.round(process.uptime()),
    now: context.now().toISOString(),
  }))

  mount(router, getReady, async () => {
    const started = performance.now()
    await context.db.query('select 1').catch((error: unknown) => {
      context.log.warn({ err: error }, 'not ready')
      throw new HttpProblem(503, 'database-unavailable', 'The database does not answer.', undefined, {
        'Retry-After': '3',
      })
    })
    return {
      ready: true as const,
      databaseMilliseconds: Math.round((performance.now() - started) * 10) / 10,
      feedSequence: context.feed.sequence,
    }
  })
  return router
}
