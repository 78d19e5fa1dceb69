import { HttpProblem } from '#server/http.ts'
import type { Done } from '#server/issue/issue-writer.ts'

type Reason = Extract<Done, { ok: false }>['reason']

/** A refusal of the lifecycle as a problem: its code is the reason, by which the screen chooses its words. */
export function refused(reason: Reason, number = ''): HttpProblem {
  return new HttpProblem(statusOf(reason), reason, `${number} ${words[reason]}`.trim())
}

function statusOf(reason: Reason): number {
  switch (reason) {
    case 'unknown-issue':
      return 404
    case 'not-your-role':
    case 'outside-scope':
    case 'above-your-level':
    case 'not-your-unit':
      return 403
    case 'names-responsible':
    case 'unit-out-of-reach':
    case 'pause-too-long':
    case 'not-later':
    case 'unknown-target':
    case 'merged-with-itself':
      return 422
    default:
      return 409
  }
}

const words: Record<Reason, string> = {
  'unknown-issue': 'is no issue of this county.',
  conflict: 'was changed by somebody else meanwhile; look at what it has become and decide again.',
  'not-now': 'is in a state in which this cannot be done.',
  'not-your-role': 'cannot be handled so by your role.',
  'before-last': 'has an entry later than this; check the clock of the server.',
  'outside-scope': 'lies outside your area.',
  'above-your-level': 'lies with a level above yours.',
  'not-your-unit': 'is in the hands of another unit.',
  'returned-already': 'was returned to your unit as the responsible one and cannot be pushed on.',
  'names-responsible': 'can be returned only by naming the unit responsible, another than yours.',
  'at-the-top': 'lies with the county already; there is no level above.',
  'unit-out-of-reach': 'cannot be given to that unit by you; hand it up or whistle.',
  'own-work': 'was handled by your own unit; another must check it.',
  'checked-already': 'has been checked already.',
  'not-checked': 'must be checked before it is closed.',
  'rated-already': 'has been rated already.',
  'not-solved': 'was not closed as solved.',
  'window-over': 'was closed too long ago to be reopened; report it anew.',
  'extended-twice': 'has been extended twice, the most there is.',
  'pause-too-long': 'can be suspended until a day in the future, at most a year away.',
  'not-later': 'is due later than that already.',
  'request-open': 'has a request waiting for a decision already.',
  'no-request': 'has no request waiting for a decision.',
  'own-request': 'has a request of your own unit; another must decide it.',
  'not-late': 'is not late; there is nothing to appeal against.',
  'whistle-open': 'has a whistle that is not answered yet.',
  'not-whistled': 'has no whistle waiting for your unit.',
  'unknown-target': 'cannot be merged: the other issue is not there or closed.',
  'merged-with-itself': 'cannot be merged with itself.',
}
