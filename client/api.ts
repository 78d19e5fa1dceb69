import type { z } from 'zod'
import { type Problem, problem } from '#domain/contract/common.ts'
import type { Endpoint } from '#domain/contract/endpoint.ts'

/** The server refused or could not be reached; `code` chooses the words on screen. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly problem?: Problem,
  ) {
    super(problem?.detail ?? code)
  }
}

export interface CallParts<E extends Endpoint> {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
  /** A file that is sent as it is, instead of a body. */
  file?: Blob
  signal?: AbortSignal
}

/** Calls a declared endpoint and checks its answer. Throws ApiError; an abort rejects with the signal's reason. */
export async function call<E extends Endpoint>(declared: E, parts: CallParts<E> = {}): Promise<z.output<E['answer']>> {
  const response = await fetchEndpoint(declared, parts)
  return declared.answer.parse(await response.json()) as z.output<E['answer']>
}

/** Calls a declared endpoint that answers bytes when asked to, and gives them as they came. Throws as `call` does. */
export async function callBytes<E extends Endpoint>(declared: E, parts: CallParts<E> = {}): Promise<ArrayBuffer> {
  return (await fetchEndpoint(declared, parts)).arrayBuffer()
}

/** Calls a declared endpoint that answers lines of JSON, and tells each as it comes. Resolves after the last line; throws as `call` does. */
export async function callLines<E extends Endpoint>(
  declared: E,
  parts: CallParts<E>,
  heard: (line: z.output<E['answer']>) => void,
): Promise<void> {
  const { body } = await fetchEndpoint(declared, parts)
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const lines = `${rest}${read.value}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') heard(declared.answer.parse(JSON.parse(line)) as z.output<E['answer']>)
  }
}

/** Address of an endpoint with its parameters filled in. */
export function addressOf<E extends Endpoint>(declared: E, parts: Pick<CallParts<E>, 'params' | 'query'> = {}): string {
  const params = (parts.params ?? {}) as Record<string, unknown>
  const path = declared.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((parts.query ?? {}) as Record<string, unknown>))
    if (value !== undefined && value !== null) search.set(name, String(value))
  return search.size === 0 ? path : `${path}?${search}`
}

async function fetchEndpoint<E extends Endpoint>(declared: E, parts: CallParts<E>): Promise<Response> {
  const init: RequestInit = { method: declared.method }
  if (parts.signal) init.signal = parts.signal
  if (parts.body !== undefined) {
    init.body = JSON.stringify(parts.body)
    init.headers = { 'Content-Type': 'application/json' }
  }
  if (parts.file !== undefined) {
    init.body = parts.file
    init.headers = { 'Content-Type': 'application/octet-stream' }
  }
  const response = await fetch(addressOf(declared, parts), init).catch((error: unknown) => {
    if (parts.signal?.aborted) throw error
    throw new ApiError('unreachable', 0)
  })
  if (response.ok) return response
  const told = problem.safeParse(await response.json().catch(() => null))
  throw new ApiError(
    told.success ? told.data.code : 'internal-error',
    response.status,
    told.success ? told.data : undefined,
  )
}
