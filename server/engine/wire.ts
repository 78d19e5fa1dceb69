/**
 * Framing of PostgreSQL's protocol 3.0 (documentation chapter 55): just enough to hand whole requests to the engine and
 * whole answers back. Frontend messages are a type byte, a length and a body; the first one of a connection has no type.
 */

export type Request =
  /** The opening message of a session. */
  | { kind: 'startup'; bytes: Buffer }
  /** Asks for encryption; a private socket answers no. */
  | { kind: 'ssl' }
  /** Asks to stop another session's statement; there is no other. */
  | { kind: 'cancel' }
  | { kind: 'end' }
  /** A simple query, or an extended one from Parse to Sync: the engine answers it with one ReadyForQuery. */
  | { kind: 'statement'; bytes: Buffer }

const protocol3 = 196608
const sslCode = 80877103
const gssCode = 80877104
const cancelCode = 80877102
const query = 0x51
const sync = 0x53
const terminate = 0x58
const readyForQuery = 0x5a

/** Collects what arrives and gives back each request once it is whole. Throws on bytes that are no such protocol. */
export function createRequestReader(): (arrived: Buffer) => Request[] {
  let chunks: Buffer[] = []
  let size = 0
  /** Bytes of the first chunk already recognized as whole messages of an unfinished statement. */
  let scanned = 0
  let needed = 0
  let started = false

  return (arrived) => {
    chunks.push(arrived)
    size += arrived.length
    if (size < needed) return []
    let buffer = chunks.length === 1 ? arrived : Buffer.concat(chunks)
    const requests: Request[] = []
    while (true) {
      const found = started ? nextStatement(buffer, scanned) : nextOpening(buffer)
      if (found.kind === 'more') {
        scanned = found.scanned
        needed = found.needed
        break
      }
      requests.push(found.request)
      if (found.request.kind === 'startup') started = true
      buffer = buffer.subarray(found.end)
      scanned = 0
    }
    chunks = [buffer]
    size = buffer.length
    return requests
  }
}

type Found = { kind: 'more'; scanned: number; needed: number } | { kind: 'found'; request: Request; end: number }

function nextOpening(buffer: Buffer): Found {
  if (buffer.length < 8) return { kind: 'more', scanned: 0, needed: 8 }
  const end = buffer.readInt32BE(0)
  const code = buffer.readInt32BE(4)
  if (end < 8 || end > 10_000) throw new RangeError(`an opening message of ${end} bytes`)
  if (buffer.length < end) return { kind: 'more', scanned: 0, needed: end }
  if (code === sslCode || code === gssCode) return { kind: 'found', request: { kind: 'ssl' }, end }
  if (code === cancelCode) return { kind: 'found', request: { kind: 'cancel' }, end }
  if (code !== protocol3) throw new RangeError(`protocol ${code}, expected ${protocol3}`)
  return { kind: 'found', request: { kind: 'startup', bytes: buffer.subarray(0, end) }, end }
}

function nextStatement(buffer: Buffer, scanned: number): Found {
  let offset = scanned
  while (offset + 5 <= buffer.length) {
    const type = buffer[offset]
    const length = buffer.readInt32BE(offset + 1)
    if (length < 4) throw new RangeError(`a message of ${length} bytes`)
    const end = offset + 1 + length
    if (end > buffer.length) return { kind: 'more', scanned: offset, needed: end }
    if (type === terminate) return { kind: 'found', request: { kind: 'end' }, end }
    if (type === sync || type === query)
      return { kind: 'found', request: { kind: 'statement', bytes: buffer.subarray(0, end) }, end }
    offset = end
  }
  return { kind: 'more', scanned: offset, needed: offset + 5 }
}

/**
 * One statement's answer with only its last ReadyForQuery. The engine adds one at the error as well as one at the Sync,
 * after which a driver would take every answer for that of the statement before.
 */
export function keepLastReady(answer: Buffer): Buffer {
  const readies: { from: number; to: number }[] = []
  for (let offset = 0; offset + 5 <= answer.length; ) {
    const end = offset + 1 + answer.readInt32BE(offset + 1)
    if (answer[offset] === readyForQuery) readies.push({ from: offset, to: end })
    offset = end
  }
  const dropped = readies.slice(0, -1)
  if (dropped.length === 0) return answer
  const kept: Buffer[] = []
  let from = 0
  for (const ready of dropped) {
    kept.push(answer.subarray(from, ready.from))
    from = ready.to
  }
  return Buffer.concat([...kept, answer.subarray(from)])
}

/** An ErrorResponse with its SQLSTATE. */
export function errorResponse(state: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${state}\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
