import type { IssueOffer } from '#domain/contract/issue.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'

/** Acts as buttons stand: what moves an issue on first, what asks and urges next, what closes it otherwise last. */
const order: readonly ActRequestKind[] = [
  'file',
  'assign',
  'answer',
  'finish',
  'check',
  'close',
  'follow_up',
  'rate',
  'resume',
  'grant',
  'refuse',
  'whistle_answer',
  'return',
  'hand_up',
  'whistle',
  'ask',
  'extend',
  'suspend',
  'reopen',
  'remind',
  'supervise',
  'note',
  'join',
  'merge',
  'decline',
]

/** The act that moves an issue on stands out; at most one does. */
const forward: readonly ActRequestKind[] = order.slice(0, 12)

export interface SortedOffers {
  /** The one that stands out; null where nothing moves it on. */
  first: ActRequestKind | null
  allowed: readonly ActRequestKind[]
  refused: readonly { kind: ActRequestKind; reason: string }[]
}

/** Offers of the server as buttons: those that may be pressed, and those that may not with their reasons. Pure. */
export function sortOffers(offers: readonly IssueOffer[]): SortedOffers {
  const allowed: ActRequestKind[] = []
  const refused: { kind: ActRequestKind; reason: string }[] = []
  for (const kind of order) {
    const offer = offers.find((one) => one.kind === kind)
    if (offer?.refused === null) allowed.push(kind)
    else if (offer) refused.push({ kind, reason: offer.refused })
  }
  return { first: allowed.find((kind) => forward.includes(kind)) ?? null, allowed, refused }
}
