import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import compression from 'compression'
import express, { type RequestHandler } from 'express'
import staticGzip from 'express-static-gzip'
import helmet from 'helmet'
import { identify } from './account/identify.ts'
import type { Context } from './context.ts'
import { readDoorLinks } from './door-links.ts'
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
  app.use(answerProblem(context.log))
  return app
}

/** Whoever has the end of such a link follows and rates the report. */
const followLink = /^\/api\/follow\/[^/]+/

/**
 * Gives every request an id, told in the answer, and logs it when it has ended: the path without its query, for what
 * somebody searched for is nobody's business; nor is a link that opens a report. What went well is told at `debug`, and
 * costs nothing where that is not listened to.
 */
function requestLog({ log }: Context): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id']
    const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
    response.setHeader('X-Request-Id', id)
    const begun = performance.now()
    response.on('close', () => {
      const status = response.statusCode
      const level = status >= 500 ? 'error' : 'debug'
      if (!log.isLevelEnabled(level)) return
      const { method, originalUrl } = request
      const path = originalUrl.split('?')[0]?.replace(followLink, '/api/follow/…')
      const milliseconds = Math.round(performance.now() - begun)
      log[level]({ id, method, path, status, milliseconds, whole: response.writableFinished }, 'request')
    })
    next()
  }
}

/** A county's network is often plain HTTP inside: neither HSTS nor upgraded requests there. */
function securityHeaders() {
  return helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        // walking times are found by WebAssembly, which may be compiled; scripts may not
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
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
  const links = readDoorLinks(directory)
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html')) return next(notFound(`There is no ${request.path}.`, 'unknown-address'))
    const link = links.get(request.path)
    if (link) response.set('Link', link)
    response.set('Cache-Control', 'no-cache').sendFile(page)
  })
}
