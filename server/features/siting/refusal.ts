import type { ChangeRefusal } from '#domain/coverage/change.ts'
import type { SitingRefusal } from '#domain/siting/ask-siting.ts'
import { refusedChange } from '#server/coverage/granted-change.ts'
import { HttpProblem } from '#server/http.ts'

type Refused = { ok: false; reason: SitingRefusal; most?: number } | { ok: false; reason: ChangeRefusal; at: number }

/** The problem of a question that has no answer: what is wrong, and the way out. */
export function refusalOf(refused: Refused, county: string): HttpProblem {
  if ('at' in refused) return refusedChange(refused.reason, `body.changes.${refused.at}`, refused.at)
  const { status, path, detail } = words[refused.reason]
  return new HttpProblem(status, refused.reason, detail(county, refused.most ?? 0), path)
}

const words: Record<SitingRefusal, { status: number; path: string; detail: (county: string, most: number) => string }> =
  {
    'no-walking-network': {
      status: 404,
      path: 'query.county',
      detail: (county) => `County ${county} has no walking network: import a line layer into walk_edge.`,
    },
    'no-households': {
      status: 404,
      path: 'query.county',
      detail: (county) => `County ${county} has no buildings with households: import or count them first.`,
    },
    'no-elderly': {
      status: 404,
      path: 'body.weighting',
      detail: (county) => `No elderly people are counted in county ${county}: weigh households.`,
    },
    'no-communities': {
      status: 404,
      path: 'body.weighting',
      detail: (county) => `County ${county} has no communities to put the worst served first: weigh households.`,
    },
    'everybody-covered': {
      status: 422,
      path: 'body.minutes',
      detail: () => 'Everybody is within the minutes already: ask for fewer minutes, or for minutes walked.',
    },
    'no-candidates': {
      status: 422,
      path: 'body.places',
      detail: (county) => `County ${county} has no candidate of these kinds: import some, or ask everywhere.`,
    },
    'candidates-off-network': {
      status: 422,
      path: 'body.places',
      detail: () => 'Every candidate lies more than 300 m from the walking network: check their positions.',
    },
    'nobody-in-reach': {
      status: 422,
      path: 'body.places',
      detail: () => 'No place here reaches anybody who is not served already: add candidates, or allow more minutes.',
    },
    'too-many-sites': {
      status: 422,
      path: 'body.ask.sites',
      detail: () => 'There are fewer candidates on the network than sites asked for: ask for fewer.',
    },
    'too-many-pairs': {
      status: 422,
      path: 'body.places',
      detail: () => 'Minutes walked cannot be weighed at every place of a county this large: ask among candidates.',
    },
    'share-out-of-reach': {
      status: 422,
      path: 'body.ask.share',
      detail: (_, most) => `All places together reach a share of ${most.toFixed(4)}: promise no more than that.`,
    },
  }
