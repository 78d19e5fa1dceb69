import type { IncomingMessage } from 'node:http'

export type Body = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; reason: 'too-large'; bytes: number }

/** A body that is too large is still heard out, up to so many bytes: a browser that is cut off while it sends hears no answer. */
const HEARD_OUT_BYTES = 100 * 1024 * 1024

/** Reads a request's body of at most `most` bytes; more is not kept. Rejects when the sender goes away. */
export async function readBody(request: IncomingMessage, most: number): Promise<Body> {
  const said = Number(request.headers['content-length'] ?? 0)
  const pieces: Buffer[] = []
  let count = 0
  if (said > HEARD_OUT_BYTES) return { ok: false, reason: 'too-large', bytes: said }
  for await (const piece of request) {
    count += piece.length
    if (count > HEARD_OUT_BYTES) break
    if (count <= most && said <= most) pieces.push(piece)
    else pieces.length = 0
  }
  if (count > most) return { ok: false, reason: 'too-large', bytes: Math.max(count, said) }
  const bytes = new Uint8Array(count)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { ok: true, bytes }
}
