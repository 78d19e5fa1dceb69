import type { PlanOperation } from '#domain/contract/plan.ts'
import { gridOf, groundOf } from '#domain/partition/ground.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { figuresOf } from './figures.ts'
import type { RepairGround } from './repair.ts'
import type { Proposal } from './tool/proposal.ts'
import { performAll, type Work } from './work.ts'

type CompoundSplit = Extract<Finding, { rule: 'compound-split' }>

/** Rounds of giving ground back before it is given up. */
const MOST_ROUNDS = 6

/**
 * Brings a compound into one grid: by whole micro-grids, or else by its ring; into the grid that has most of it, or else
 * into the other. Where that one has too many households then, neighbouring compounds or micro-grids are given back.
 * Null where no way leaves both grids as near to the norm, and in as few pieces, as they were.
 */
export function wholeCompound(work: Work, finding: CompoundSplit, ground: RepairGround): Proposal | null {
  const { compound, code, elsewhere } = finding.values
  const number = ground.compounds.findIndex((one) => one.code === code)
  const rings = ground.compoundRings(compound, finding.at)
  for (const [from, to] of [
    [finding.face, elsewhere],
    [elsewhere, finding.face],
  ] as const) {
    const ways = [microGridsOf(work, number, from, to), ringsTo(rings, to)]
    for (const steps of ways) {
      const made = steps && balanced(work, steps, { from, to, number, norm: ground.norm })
      if (!made) continue
      const grid = work.draft.grids.get(to)?.name ?? to
      const other = work.draft.grids.get(from)?.name ?? from
      const words =
        made.back === 0
          ? { key: 'repair.compound', values: { compound, grid } }
          : { key: 'repair.swap', values: { compound, grid, other, count: made.back } }
      return { operations: made.operations, level: 'grid', words, choose: to }
    }
  }
  return null
}

/**
 * Households each of the two grids would have with the compound whole, where that is more than a grid may have either way:
 * why no step brings it together. Null where that is not the reason.
 */
export function tooManyTogether(
  work: Work,
  { face, values: { code, elsewhere } }: CompoundSplit,
  { compounds, norm: [, most] }: Pick<RepairGround, 'compounds' | 'norm'>,
): { here: number; there: number } | null {
  const number = compounds.findIndex((one) => one.code === code)
  const here = householdsOf(work, face) + householdsOfCompound(work, elsewhere, number)
  const there = householdsOf(work, elsewhere) + householdsOfCompound(work, face, number)
  return here > most && there > most ? { here, there } : null
}

function householdsOfCompound({ draft, census, base: { points } }: Work, grid: string, compound: number): number {
  let households = 0
  for (const [face, list] of census.of)
    if (gridOf(draft, face) === grid)
      for (const point of list) if (points.compound[point] === compound) households += points.households[point]!
  return households
}

/** The compound's micro-grids in a grid, handed over whole; null where some of its buildings lie in micro-grids of others. */
function microGridsOf(work: Work, compound: number, from: string, to: string): PlanOperation[] | null {
  const codes: string[] = []
  for (const face of [...(work.draft.grids.get(from)?.microGrids ?? []), from]) {
    const { buildings, of } = buildingsOf(work, face)
    const own = of.get(compound) ?? 0
    if (own === 0) continue
    if (face === from || own * 2 < buildings) return null
    codes.push(face)
  }
  return codes.length === 0 ? null : [{ kind: 'assign', microGrids: codes, to }]
}

function ringsTo(rings: ReturnType<RepairGround['compoundRings']>, to: string): PlanOperation[] | null {
  const steps = rings.map(
    (ring): PlanOperation => ({ kind: 'hand-over', to, area: ring.slice(0, -1).map(([x, y]) => [x, y]) }),
  )
  return steps.length === 0 ? null : steps
}

interface Exchange {
  from: string
  to: string
  /** Number of the compound. */
  number: number
  norm: readonly [number, number]
}

/** The steps, with what has to be given back so that both grids keep the norm; null where nothing does. */
function balanced(work: Work, steps: readonly PlanOperation[], exchange: Exchange) {
  const { from, to, norm } = exchange
  let { work: after, refused } = performAll(work, steps)
  if (refused) return null
  const operations = [...steps]
  let back = 0
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    if (keeps(work, after, from, norm) && keeps(work, after, to, norm))
      return isWholeIn(after, exchange) ? { operations, back } : null
    const unit = unitToGive(work, after, exchange)
    if (unit === null) return null
    const step: PlanOperation = { kind: 'assign', microGrids: unit, to: from }
    after = performAll(after, [step]).work
    operations.push(step)
    back += unit.length
  }
  return null
}

/** A compound or a micro-grid of the full grid at the border to the other, that brings it into the norm or nearest to it. */
function unitToGive(before: Work, after: Work, { from, to, number, norm: [least, most] }: Exchange): string[] | null {
  const need = householdsOf(after, to) - most
  const room = most - householdsOf(after, from)
  if (need <= 0 || room <= 0) return null
  const units = unitsOf(after, to, number)
    .filter(({ codes }) => codes.some((code) => touches(after, code, from)))
    .filter(({ households }) => households > 0 && households <= room && householdsOf(after, to) - households >= least)
    .sort(
      (a, b) =>
        Number(a.households < need) - Number(b.households < need) ||
        Math.abs(a.households - need) - Math.abs(b.households - need),
    )
  for (const { codes } of units) {
    const { work, refused } = performAll(after, [{ kind: 'assign', microGrids: codes, to: from }])
    if (!refused && piecesOf(work, from) <= piecesOf(before, from) && piecesOf(work, to) <= piecesOf(before, to))
      return codes
  }
  return null
}

/** What of a grid can be given away without parting a compound: whole compounds but one, and micro-grids outside of all. */
function unitsOf(work: Work, grid: string, but: number): { codes: string[]; households: number }[] {
  const units = new Map<string, { codes: string[]; households: number }>()
  for (const code of work.draft.grids.get(grid)?.microGrids ?? []) {
    const { of } = buildingsOf(work, code)
    const [compound, ...others] = [...of.keys()].filter((one) => one >= 0)
    if (compound === but || others.length > 0) continue
    const key = compound === undefined ? code : String(compound)
    const unit = units.get(key) ?? { codes: [], households: 0 }
    unit.codes.push(code)
    for (const point of work.census.of.get(code) ?? []) unit.households += work.base.points.households[point]!
    units.set(key, unit)
  }
  return [...units.values()]
}

/** Buildings of a face, all and by the number of their compound (-1: in none). */
function buildingsOf({ census, base: { points } }: Work, face: string): { buildings: number; of: Map<number, number> } {
  const of = new Map<number, number>()
  let buildings = 0
  for (const point of census.of.get(face) ?? []) {
    const count = points.buildings[point]!
    if (count === 0) continue
    buildings += count
    of.set(points.compound[point]!, (of.get(points.compound[point]!) ?? 0) + count)
  }
  return { buildings, of }
}

function touches({ draft }: Work, face: string, grid: string): boolean {
  return (draft.partition.faces.get(face)?.arcs ?? []).some((id) => {
    const { left, right } = draft.partition.arcs.get(id)!
    const across = left === face ? right : left
    return across !== null && gridOf(draft, across) === grid
  })
}

/** Whether all buildings of the compound lie in one grid. */
function isWholeIn({ draft, census, base: { points } }: Work, { to, number }: Exchange): boolean {
  for (const [face, list] of census.of)
    if (gridOf(draft, face) !== to && list.some((point) => points.compound[point] === number)) return false
  return true
}

/** Whether a grid is as near to the norm, and in as few pieces, as it was. */
function keeps(before: Work, after: Work, grid: string, norm: readonly [number, number]): boolean {
  if (!after.draft.grids.has(grid) || piecesOf(after, grid) > piecesOf(before, grid)) return false
  if (after.draft.grids.get(grid)!.kind !== 'base') return true
  return offNorm(householdsOf(after, grid), norm) <= offNorm(householdsOf(before, grid), norm)
}

function offNorm(households: number, [least, most]: readonly [number, number]): number {
  return Math.max(0, least - households, households - most)
}

function householdsOf(work: Work, grid: string): number {
  return figuresOf(work, 'grid', grid)?.households ?? 0
}

function piecesOf({ draft }: Work, grid: string): number {
  return draft.grids.has(grid) ? groundOf(draft, grid).length : 0
}
