import type { AutoplanFigures, AutoplanRun } from '#domain/contract/autoplan.ts'
import type { PlanGround } from '#domain/contract/plan.ts'
import { alongShare } from '#domain/plan-compare/along-lines.ts'
import type { Unplanned } from './draw-plan.ts'
import type { AutoplanAnswer, Proposed } from './draw-proposals.ts'
import { meanOff, type PlanFigures } from './plan-figures.ts'

/** What a run does not draw: grids that were not to be drawn anew, and every micro-grid that stands, with its grid's code. */
export interface StayingGround {
  grids: PlanGround['grids']
  microGrids: (PlanGround['microGrids'][number] & { grid: string })[]
}

/** Words for what the numbers of a run mean. */
export interface RunNames {
  communityNames: ReadonlyMap<string, string>
  compoundNames: readonly string[]
}

type Told = Pick<AutoplanRun, 'today' | 'proposals' | 'unplanned' | 'unchanged'>

/** What a run comes to: its proposals, or why there is none. */
export function tellProposals(answer: AutoplanAnswer, staying: StayingGround, names: RunNames): Told {
  return {
    today: answer && figuresTold(answer.today, staying.microGrids.length),
    proposals: (answer?.proposals ?? []).map((plan) => ({
      leaning: plan.leaning,
      figures: figuresTold(plan.figures, microGridsOf(plan, staying).length),
      drawsMicroGrids: plan.microGrids.length > 0,
      shared: plan.shared.map(({ compound, ...share }) => ({
        ...share,
        compound: names.compoundNames[compound] ?? '',
      })),
      unplanned: unplannedTold(plan.unplanned, names),
      outlines: [...plan.grids, ...staying.grids].map(outlineOf),
    })),
    unplanned: unplannedTold(answer?.unplanned ?? [], names),
    unchanged: answer?.unchanged ?? null,
  }
}

/** Ground of a proposal: what was drawn, what stayed, micro-grids of both. Null where there is no such proposal. */
export function groundOfProposal(answer: AutoplanAnswer, number: number, staying: StayingGround): PlanGround | null {
  const drawn = answer?.proposals[number]
  return drawn ? { grids: [...drawn.grids, ...staying.grids], microGrids: microGridsOf(drawn, staying) } : null
}

/** Those that are drawn, and those of the grids that stay. */
function microGridsOf({ microGrids, untouched }: Proposed, staying: StayingGround): PlanGround['microGrids'] {
  const stays = new Set([...untouched, ...staying.grids.map((grid) => grid.code)])
  return [...microGrids, ...staying.microGrids.filter((micro) => stays.has(micro.grid))]
}

function unplannedTold(unplanned: readonly Unplanned[], { communityNames, compoundNames }: RunNames) {
  const nameOf = (community: string) => communityNames.get(community) ?? community
  return unplanned.map(({ compound, helps, ...none }) => ({
    ...none,
    communityName: nameOf(none.community),
    compound: compoundNames[compound] ?? '',
    helps: helps.map((help) => (help.kind === 'join' ? { ...help, name: nameOf(help.community) } : help)),
  }))
}

function figuresTold(figures: PlanFigures, microGrids: number): AutoplanFigures {
  const { grids, within, households, moved, fewest, most, compactness } = figures
  return {
    ...{ grids, within, households, moved, most, microGrids },
    fewest: grids === 0 ? 0 : fewest,
    compactness: grids === 0 ? 0 : compactness / grids,
    alongShare: alongShare(figures),
    off: meanOff(figures),
  }
}

/** Outer rings to about a metre: for a small map. */
function outlineOf({
  name,
  code,
  ground,
}: PlanGround['grids'][number]): AutoplanRun['proposals'][number]['outlines'][number] {
  const polygons = ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return {
    name,
    standing: code !== null,
    rings: polygons.map(([outer]) => outer!.map(([x, y]) => [rounded(x), rounded(y)])),
  }
}
