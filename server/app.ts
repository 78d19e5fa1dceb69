import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import compression from 'compression'
import express from 'express'
import staticGzip from 'express-static-gzip'
import helmet from 'helmet'
import { pinoHttp } from 'pino-http'
import { identify } from './account/identify.ts'
import type { Context } from './context.ts'
import { measureHeat } from './heat/measure-heat.ts'
import { answerProblem, notFound } from './http.ts'
import { createMetrics } from './metrics.ts'
import { readPlanBody } from './plan/read-plan-body.ts'
import { mountRoutes } from './routes.ts'

export interface AppOptions {
  /** Identifies the build to open pages; they reload when it changes. */
  build: string
  /** Folder of the built client; the API alone is served where it is absent. */
  clientDirectory: string
}

/** The Express app over a context; listens nowhere by itself. */
export function createApp(context: Context, { build, clientDirectory }: AppOptions): express.Express {
  const app = express()
  const metrics = createMetrics()
  measureHeat(metrics, context)
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  // a proxy on this machine tells the address and the scheme it was asked by; nobody else is believed
  app.set('trust proxy', 'loopback')
  app.use(metrics.observe)
  app.use(requestLog(context))
  app.use(securityHeaders())
  app.use(
    compression({
      filter: (request, response) => !request.path.startsWith('/tiles/') && compression.filter(request, response),
    }),
  )
  app.use(['/api', '/tiles'], identify(context))
  app.post('/api/plans', readPlanBody())
  app.use(express.json({ limit: '1mb' }))

  app.get('/metrics', metrics.expose)
  mountRoutes(app, context, build)

  app.use(['/api', '/tiles'], (request) => {
    throw notFound(`There is no ${request.method} ${request.baseUrl}${request.path}.`, 'unknown-address')
  })
  serveClient(app, clientDirectory)
  app.use(answerProblem)
  return app
}

/** Whoever has the end of such a link follows and rates the report. */
const followLink = /^\/api\/follow\/[^/]+/

/** Logs the path without its query: what somebody searched for is nobody's business; nor is a link that opens a report. */
function requestLog(context: Context) {
  return pinoHttp({
    logger: context.log,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id']
      const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
      response.setHeader('X-Request-Id', id)
      return id
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?')[0]?.replace(followLink, '/api/follow/…'),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  })
}

/** A county's network is often plain HTTP inside: neither HSTS nor upgraded requests there. */
function securityHeaders() {
  return helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        // React's inline style attributes and antd's style elements
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
      },
    },
  })
}

/** Hashed assets are kept for a year, the page is always asked for; every front door is the same page. */
function serveClient(app: express.Express, directory: string): void {
  const page = path.join(directory, 'index.html')
  if (!existsSync(page)) return
  app.use(
    '/assets',
    staticGzip(path.join(directory, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br'],
      serveStatic: { immutable: true, maxAge: '365d', fallthrough: false },
    }),
  )
  app.use(express.static(directory, { index: false, maxAge: 0 }))
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html')) return next(notFound(`There is no ${request.path}.`, 'unknown-address'))
    response.set('Cache-Control', 'no-cache').sendFile(page)
  })
}
