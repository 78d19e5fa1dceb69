import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'

/** Bytes that are made once and sent to many. */
export interface PackedBytes {
  bytes: Uint8Array
  /** Strong hash of the bytes. */
  hash: string
  /** Compressed bytes, made when first asked for and kept beside the plain ones. */
  packed: Partial<Record<'br' | 'gzip', Promise<Buffer>>>
}

/** Smaller bodies gain nothing from compression. */
const LEAST_COMPRESSED = 1000

/** Sends kept bytes, compressed as the asker likes; 304 when it holds the same bytes already, in whatever encoding. */
export async function sendPacked(
  kept: PackedBytes,
  contentType: string,
  request: Request,
  response: Response,
): Promise<void> {
  const encoding = kept.bytes.length < LEAST_COMPRESSED ? 'identity' : encodingOf(request)
  response.set({
    'Content-Type': contentType,
    'Cache-Control': 'no-cache',
    ETag: `"${kept.hash}-${encoding}"`,
    Vary: 'Accept-Encoding',
  })
  if (isKnown(request.headers['if-none-match'], kept.hash)) {
    response.status(304).end()
    return
  }
  const body = encoding === 'identity' ? kept.bytes : await packed(kept, encoding)
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.set('Content-Length', String(body.length))
  response.end(request.method === 'HEAD' ? undefined : body)
}

function encodingOf(request: Request): 'br' | 'gzip' | 'identity' {
  const accepted = request.acceptsEncodings('br', 'gzip', 'identity')
  return accepted === 'br' || accepted === 'gzip' ? accepted : 'identity'
}

function isKnown(given: string | undefined, hash: string): boolean {
  return given?.split(',').some((tag) => isTagOf(tag.trim().replace(/^W\//, ''), hash)) ?? false
}

function isTagOf(tag: string, hash: string): boolean {
  return tag === '*' || ['identity', 'br', 'gzip'].some((encoding) => tag === `"${hash}-${encoding}"`)
}

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

/** Compressed once in the thread pool. */
function packed(kept: PackedBytes, encoding: 'br' | 'gzip'): Promise<Buffer> {
  kept.packed[encoding] ??=
    encoding === 'gzip'
      ? gzipped(kept.bytes, { level: 6 })
      : brotlied(kept.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return kept.packed[encoding]
}
