import type { Request, RequestHandler, Response } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  /** Times every request by method, route pattern and status. */
  observe: RequestHandler
  /** Answers the Prometheus text format. */
  expose: RequestHandler
  /** Adds a number that is looked at when somebody asks. */
  gauge(name: string, help: string, look: () => Promise<number> | number): void
}

/** A registry of its own for each app, so that tests can start several. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    gauge(name, help, look) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await look())
        },
      })
    },
    observe: (request, response, next) => {
      const stop = seconds.startTimer()
      response.on('finish', () =>
        stop({ method: request.method, route: routeOf(request), status: String(response.statusCode) }),
      )
      next()
    },
    expose: async (_request: Request, response: Response) => {
      response.type(registry.contentType).send(await registry.metrics())
    },
  }
}

/** The pattern, never the address: addresses would make a series each and could carry what somebody typed. */
function routeOf(request: Request): string {
  const path: unknown = request.route?.path
  return typeof path === 'string' ? path : 'static'
}
