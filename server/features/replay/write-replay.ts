import type { ReplayHeader } from '#domain/contract/replay.ts'
import {
  CATEGORY_SHIFT,
  NEVER,
  REPLAY_MAGIC,
  REPLAY_PREFIX_BYTES,
  type ReplaySpans,
  spanColumns,
  spanFact,
} from '#domain/replay/replay.ts'
import type { IssueSpan } from '#domain/replay/spans-of.ts'
import type { SpanBytes } from './replay.query.ts'

/** A span with the ordinals of where it lies and what it is. */
export interface PlacedSpan {
  span: IssueSpan
  /** From 1; 0 in no street. */
  street: number
  category: number
}

/** The whole answer: what the database sent, and the spans made of entries behind it, column by column. */
export function writeReplay(
  header: Omit<ReplayHeader, 'spans'>,
  bytes: SpanBytes,
  more: readonly PlacedSpan[],
): Buffer<ArrayBuffer> {
  const straight = (bytes.begin?.length ?? 0) / 4
  const told: ReplayHeader = { ...header, spans: straight + more.length }
  const json = Buffer.from(JSON.stringify(told), 'utf8')
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ')
  json.copy(padded)
  const prefix = Buffer.alloc(REPLAY_PREFIX_BYTES)
  prefix.write(REPLAY_MAGIC, 'latin1')
  prefix.writeUInt32BE(padded.length, 4)
  const rows = more.map(numbersOf)
  const columns = spanColumns.flatMap((name) => {
    const behind = Buffer.alloc(4 * rows.length)
    for (const [index, row] of rows.entries()) behind.writeInt32BE(row[name], 4 * index)
    return [bytes[name] ?? new Uint8Array(), behind]
  })
  return Buffer.concat([prefix, padded, ...columns])
}

function numbersOf({ span, street, category }: PlacedSpan): Record<(typeof spanColumns)[number], number> {
  const facts: [fact: keyof typeof spanFact, holds: boolean][] = [
    ['standing', span.standing],
    ['emergency', span.emergency],
    ['filed', span.filed],
    ['closes', span.closes],
    ['counted', span.counted],
    ['excused', span.excused],
    ['rated', span.rating !== null],
    ['pleased', (span.rating ?? 0) >= 4],
  ]
  return {
    longitude: Math.round(span.longitude * 1e7),
    latitude: Math.round(span.latitude * 1e7),
    begin: secondOf(span.begin),
    end: secondOf(span.end),
    next: secondOf(span.next),
    answerBy: Math.min(NEVER - 1, secondOf(span.answerBy)),
    answered: secondOf(span.answered),
    finishBy: Math.min(NEVER - 1, secondOf(span.finishBy)),
    finished: Math.min(secondOf(span.finished), span.closes ? secondOf(span.end) : NEVER),
    place: street | (category << CATEGORY_SHIFT),
    facts: facts.reduce((sum, [fact, holds]) => sum + (holds ? spanFact[fact] : 0), 0),
  } satisfies Record<keyof Omit<ReplaySpans, 'count'>, number>
}

function secondOf(moment: number | null): number {
  return moment === null ? NEVER : Math.min(NEVER, Math.floor(moment / 1_000))
}
