import { chineseNumeral } from '#domain/area/chinese-numeral.ts'
import { type DrawnPlan, drawPlan } from '#domain/autoplan/draw-plan.ts'
import type { GroundFeatures } from '#domain/autoplan/ground-features.ts'
import { figuresToday, type PlanFigures } from '#domain/autoplan/plan-figures.ts'
import { type IssuePoints, prepareGround, type StandingGrid } from '#domain/autoplan/prepare-ground.ts'
import { type AutoplanRequest, type AutoplanWishes, leanings } from '#domain/contract/autoplan.ts'
import { progressOf } from './progress.ts'

/** What the thread draws from; all of it can be cloned. */
export interface AutoplanTask {
  /** Grids to draw anew. */
  free: StandingGrid[]
  communityNames: ReadonlyMap<string, string>
  features: GroundFeatures
  issues: IssuePoints
  request: Pick<AutoplanRequest, 'norm' | 'aim' | 'microNorm' | 'wishes' | 'start' | 'seed' | 'proposals' | 'names'>
  progress: SharedArrayBuffer
}

/** A plan, and what it leans to. */
export type Proposed = DrawnPlan & { leaning: (typeof leanings)[number] }

/** Null when cancelled. Plans that part the ground alike stand once. */
export type AutoplanAnswer = { today: PlanFigures; proposals: Proposed[] } | null

/** Share of the work that cutting the ground is. */
const ATOMS_SHARE = 0.5

/** Cuts the ground into atoms once and draws every proposal on it. */
export function drawProposals({
  free,
  communityNames,
  features,
  issues,
  request,
  progress,
}: AutoplanTask): AutoplanAnswer {
  const { tell, isCancelled } = progressOf(progress)
  const { norm, aim, microNorm, names } = request
  const prepared = prepareGround(
    free,
    features,
    issues,
    { most: norm[1], fineMost: microNorm?.[1] ?? norm[1] },
    (done, all) => {
      tell('atoms', (ATOMS_SHARE * done) / all)
      return !isCancelled()
    },
  )
  if (!prepared) return null
  const filled = (pattern: string, home: string, number: number) =>
    pattern
      .replaceAll('{number}', String(number))
      .replaceAll('{numeral}', chineseNumeral(number))
      .replaceAll('{home}', home)
  const proposals: Proposed[] = []
  for (let i = 0; i < request.proposals; i++) {
    const drawn = drawPlan(
      prepared,
      {
        ...{ norm, aim, microNorm, start: request.start, seed: request.seed + i },
        wishes: leaning(request.wishes, leanings[i]!),
        nameOf: (community, number) => filled(names.grid, communityNames.get(community) ?? community, number),
        microNameOf: (grid, number) => filled(names.microGrid, grid, number),
      },
      {
        progress: (share) => tell('drawing', ATOMS_SHARE + ((1 - ATOMS_SHARE) * (i + share)) / request.proposals),
        cancelled: isCancelled,
      },
    )
    if (!drawn) return null
    // leaning elsewhere and coming to the same is no other plan
    if (!proposals.some((known) => isSame(known, drawn))) proposals.push({ ...drawn, leaning: leanings[i]! })
  }
  return { today: figuresToday(prepared, request), proposals }
}

/** The wishes as they were told, or leaning to roads, or to even households at the cost of the others. */
function leaning(wishes: AutoplanWishes, to: (typeof leanings)[number]): AutoplanWishes {
  const less = { ...wishes, compact: wishes.compact / 4 }
  if (to === 'roads') return { ...less, alongRoads: 1, evenHouseholds: wishes.evenHouseholds / 4 }
  if (to === 'even') return { ...less, evenHouseholds: 1, alongRoads: wishes.alongRoads / 4 }
  return wishes
}

/** Whether two plans part the ground alike, whatever their micro-grids. */
function isSame(one: DrawnPlan, other: DrawnPlan): boolean {
  return (
    JSON.stringify(one.grids.map(({ ground }) => ground)) === JSON.stringify(other.grids.map(({ ground }) => ground))
  )
}
