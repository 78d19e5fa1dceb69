import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'
import type { KeptAnswer } from './answer-store.ts'

/** Smaller answers gain nothing from compression. */
const LEAST_COMPRESSED = 1000

/** Sends a kept answer as JSON, compressed as the asker likes; 304 when it holds the same bytes already. */
export async function sendAnswer(answer: KeptAnswer, request: Request, response: Response): Promise<void> {
  const encoding = answer.json.length < LEAST_COMPRESSED ? 'identity' : encodingOf(request)
  response.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-cache',
    ETag: `"${answer.hash}-${encoding}"`,
    Vary: 'Accept-Encoding',
  })
  if (request.headers['if-none-match']?.includes(`"${answer.hash}-`)) {
    response.status(304).end()
    return
  }
  const body = encoding === 'identity' ? answer.json : await packed(answer, encoding)
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.set('Content-Length', String(body.length))
  response.end(request.method === 'HEAD' ? undefined : body)
}

function encodingOf(request: Request): 'br' | 'gzip' | 'identity' {
  const accepted = request.acceptsEncodings('br', 'gzip', 'identity')
  return accepted === 'br' || accepted === 'gzip' ? accepted : 'identity'
}

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

/** Compressed once in the thread pool, then kept with the answer. */
function packed(answer: KeptAnswer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  answer.packed[encoding] ??=
    encoding === 'gzip'
      ? gzipped(answer.json, { level: 5 })
      : brotlied(answer.json, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return answer.packed[encoding]
}
