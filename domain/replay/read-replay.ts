import { type ReplayHeader, replayHeader } from '#domain/contract/replay.ts'
import { REPLAY_MAGIC, REPLAY_PREFIX_BYTES, type ReplaySpans, spanColumns } from './replay.ts'

export interface Replay {
  header: ReplayHeader
  spans: ReplaySpans
}

export type ReplayRefusal = 'not-a-replay' | 'header-unreadable' | 'length-wrong'

/** Reads what `GET /api/replay` answers; `json` is its header's text as the caller decoded it from UTF-8. */
export function readReplay(
  bytes: ArrayBuffer,
  decode: (utf8: Uint8Array) => string,
): { ok: true; replay: Replay } | { ok: false; reason: ReplayRefusal } {
  if (bytes.byteLength < REPLAY_PREFIX_BYTES || decode(new Uint8Array(bytes, 0, 4)) !== REPLAY_MAGIC)
    return { ok: false, reason: 'not-a-replay' }
  const view = new DataView(bytes)
  const headerBytes = view.getUint32(4)
  const begin = REPLAY_PREFIX_BYTES + headerBytes
  if (begin > bytes.byteLength) return { ok: false, reason: 'length-wrong' }
  const header = replayHeader.safeParse(parsed(decode(new Uint8Array(bytes, REPLAY_PREFIX_BYTES, headerBytes))))
  if (!header.success) return { ok: false, reason: 'header-unreadable' }
  const count = header.data.spans
  if (bytes.byteLength !== begin + 4 * count * spanColumns.length) return { ok: false, reason: 'length-wrong' }
  const columns = spanColumns.map((name, column) => {
    const from = begin + 4 * count * column
    return [name, Int32Array.from({ length: count }, (_, row) => view.getInt32(from + 4 * row))] as const
  })
  return {
    ok: true,
    replay: { header: header.data, spans: { count, ...Object.fromEntries(columns) } as ReplaySpans },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
