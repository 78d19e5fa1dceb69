import type { ErrorRequestHandler, Request, Response, Router } from 'express'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Post } from '#domain/account/post.ts'
import type { Problem } from '#domain/contract/common.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'
import { askerOf } from './account/asker.ts'
import { refuseScreen } from './account/display-view.ts'
import { displayOf } from './account/displays.ts'
import { DatabaseError, DatabaseUnavailable, RowsHeld, StatementTimeout } from './db.ts'

/** Characters of a value that a refusal repeats. */
const MOST_TOLD = 80

/** A refusal with a status; thrown by handlers, turned into problem+json here and nowhere else. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly path?: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail)
  }
}

type Output<T> = T extends z.ZodType ? z.output<T> : never

export interface Asked<E extends Endpoint> {
  params: Output<E['params']>
  query: Output<E['query']>
  body: Output<E['body']>
  /** Who asks; null when nobody signed in. */
  post: Post | null
  request: Request
  response: Response
  /** Aborted when the client went away. */
  signal: AbortSignal
}

/**
 * Mounts one declared endpoint: parse, ask, answer.
 * The answer is sent as JSON unless the handler has sent a response itself (binary, event stream) and returned undefined.
 */
export function mount<E extends Endpoint>(
  router: Router,
  declared: E,
  handler: (asked: Asked<E>) => Promise<z.input<E['answer']> | undefined> | z.input<E['answer']> | undefined,
): void {
  const method = declared.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
  router[method](declared.path, async (request: Request, response: Response) => {
    const signalOf = createGoneSignal(response)
    refuseToScreen(declared, request)
    const answer = await handler({
      params: parse(declared.params, request.params, 'path'),
      query: parse(declared.query, request.query, 'query'),
      body: parse(declared.body, request.body ?? {}, 'body'),
      post: askerOf(request)?.post ?? null,
      request,
      response,
      // made for those who look at it: one for every request cost more than the answer's JSON
      get signal() {
        return signalOf()
      },
    } as Asked<E>)
    if (!response.headersSent && !response.writableEnded) sendJson(request, response, answer)
  })
}

/** What was done is told as it is; what was looked at gets a tag too, by which it need not be sent again. */
function sendJson(request: Request, response: Response, answer: unknown): void {
  if (request.method === 'GET') return void response.json(answer)
  const text = JSON.stringify(answer) ?? ''
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

/** Gives the signal that the client went away before its answer was whole. */
function createGoneSignal(response: Response): () => AbortSignal {
  let stop: AbortController | undefined
  let gone = false
  // after an answer there is nothing left to stop
  response.on('close', () => {
    gone = !response.writableEnded
    if (gone) stop?.abort()
  })
  return () => {
    stop ??= new AbortController()
    if (gone) stop.abort()
    return stop.signal
  }
}

/** A wall screen is held to what walls show, before anything else is looked at. */
function refuseToScreen(declared: Endpoint, request: Request): void {
  const screen = displayOf(request)
  if (screen === null) return
  const county = request.params.county ?? request.query.county
  const refused = refuseScreen(screen, declared, typeof county === 'string' ? county : null)
  if (refused !== null) throw new HttpProblem(403, refused.code, refused.words)
}

function parse<S extends z.ZodType>(schema: S, value: unknown, part: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const path = [part, ...issue.path.map(String)].join('.')
  throw new HttpProblem(400, 'invalid-request', `${path}${told(value, part, issue.path)}: ${issue.message}`, path)
}

/** What was asked at a place of the address, as words after its name; nothing of a body, which may hold a secret. */
function told(value: unknown, part: string, path: readonly PropertyKey[]): string {
  if (part === 'body') return ''
  const asked = path.reduce<unknown>(
    (within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  )
  return typeof asked === 'string' ? ` ${JSON.stringify(asked.slice(0, MOST_TOLD))}` : ''
}

/** Express's last handler: every error becomes application/problem+json; bugs are logged and say nothing of the inside. */
export function answerProblem(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const known = toProblem(error)
    const body = problemBody(known, response)
    if (known.status >= 500) log.error({ err: error, id: body.requestId }, 'request failed')
    response.status(known.status).set(known.headers).type('application/problem+json').send(JSON.stringify(body))
  }
}

/** A refusal as it is told; the log knows the answer by its `requestId`. */
export function problemBody({ code, status, message, path }: HttpProblem, response: Response): Problem {
  return {
    type: `urn:gridboard:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    detail: message,
    ...(path === undefined ? {} : { path }),
    requestId: String(response.getHeader('X-Request-Id') ?? ''),
  }
}

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof DatabaseUnavailable)
    return new HttpProblem(
      503,
      'database-unavailable',
      'The database is restarting; try again in a few seconds.',
      undefined,
      {
        'Retry-After': '3',
      },
    )
  if (error instanceof StatementTimeout)
    return new HttpProblem(503, 'too-busy', 'The question took too long; ask for less, or again later.', undefined, {
      'Retry-After': '10',
    })
  if (error instanceof RowsHeld)
    return new HttpProblem(503, 'too-busy', 'An import is changing it; try again in a minute.', undefined, {
      'Retry-After': '30',
    })
  // class 22, data exception: a value that passed the schema and no column takes, e.g. a NUL in a text
  if (error instanceof DatabaseError && error.code?.startsWith('22'))
    return new HttpProblem(400, 'invalid-request', 'A value in the request cannot be stored or compared.')
  // body-parser and the router speak with a status of their own: malformed JSON, too large, malformed %-encoding
  const status = (error as { status?: unknown }).status
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new HttpProblem(status, status === 413 ? 'too-large' : 'invalid-request', (error as Error).message)
  return new HttpProblem(500, 'internal-error', 'The server failed; the request id finds it in the log.')
}

/** The post of who asks about a county. Throws 401 `sign-in-needed`, or 403 `outside-scope` for another county's post. */
export function postFor(asked: { post: Post | null }, county: string): Post {
  const { post } = asked
  if (post === null) throw new HttpProblem(401, 'sign-in-needed', 'Sign in first: this needs a post.')
  if (post.county !== county)
    throw new HttpProblem(403, 'outside-scope', `Your post is in county ${post.county}, not in ${county}.`)
  return post
}

export function notFound(what: string, code: string, path?: string): HttpProblem {
  return new HttpProblem(404, code, what, path)
}
