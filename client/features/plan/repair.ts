import type { Position } from '#domain/contract/common.ts'
import type { PlanOperation } from '#domain/contract/plan.ts'
import { gridOf, groundOf } from '#domain/partition/ground.ts'
import { toPositions } from '#domain/partition/lattice.ts'
import type { LatticePolygon } from '#domain/partition/partition.types.ts'
import { doubleArea } from '#domain/partition/polygon.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { figuresOf } from './figures.ts'
import { tooManyTogether, wholeCompound } from './repair-compound.ts'
import { previewSteps } from './step-preview.ts'
import type { Proposal } from './tool/proposal.ts'
import type { Words } from './tool/said.ts'
import type { Work } from './work.ts'

/** What a repair may look at beside the draft. */
export interface RepairGround {
  /** Households a base grid should have, least and most. */
  readonly norm: readonly [number, number]
  /** Compounds by their number in the counted points. */
  readonly compounds: readonly { readonly code: string }[]
  /** Rings of the compound of a name near a place, degrees, closed; empty where they are not known. */
  compoundRings(name: string, at: Position): readonly (readonly Position[])[]
}

/**
 * Steps that would mend a finding: a neighbour that joins a grid with too few households, a compound brought into one grid, a
 * stray part handed to its neighbour. Null when no step of these kinds would; each that is answered has been tried.
 */
export function proposeRepair(work: Work, finding: Finding, ground: RepairGround): Proposal | null {
  switch (finding.rule) {
    case 'too-few-households':
      return joinNeighbour(work, finding.face, ground.norm)
    case 'compound-split':
      return wholeCompound(work, finding, ground)
    case 'not-contiguous':
      return giveStray(work, finding.face)
    default:
      return null
  }
}

/** Why no step of these kinds mends a finding, in words of the tools. */
export function whyNoRepair(work: Work, finding: Finding, ground: RepairGround): Words {
  const many = finding.rule === 'compound-split' ? tooManyTogether(work, finding, ground) : null
  if (many === null || finding.rule !== 'compound-split') return { key: 'repair.none' }
  const nameOf = (code: string) => work.draft.grids.get(code)?.name ?? code
  const { compound, elsewhere } = finding.values
  const names = { compound, grid: nameOf(finding.face), other: nameOf(elsewhere) }
  return { key: 'repair.tooMany', values: { ...names, ...many, most: ground.norm[1] } }
}

/** The neighbour of the same community with which the norm is kept, the smallest that does. */
function joinNeighbour(work: Work, code: string, [least, most]: readonly [number, number]): Proposal | null {
  const grid = work.draft.grids.get(code)
  const own = figuresOf(work, 'grid', code)?.households
  if (!grid || own === undefined) return null
  const fitting = [...neighboursOf(work, code).keys()]
    .flatMap((other) => {
      const neighbour = work.draft.grids.get(other)
      const households = own + (figuresOf(work, 'grid', other)?.households ?? 0)
      const fits = neighbour?.kind === 'base' && neighbour.community === grid.community
      return fits && households >= least && households <= most ? [{ neighbour, households }] : []
    })
    .sort((a, b) => a.households - b.households || (a.neighbour.code < b.neighbour.code ? -1 : 1))
  for (const { neighbour, households } of fitting) {
    const words = { key: 'repair.join', values: { grid: grid.name, other: neighbour.name, households } }
    const made = tried(work, [{ kind: 'merge', into: neighbour.code, from: code }], words, neighbour.code)
    if (made) return made
  }
  return null
}

/** The smallest part of a grid goes to the neighbour with which it has most of its border. */
function giveStray(work: Work, code: string): Proposal | null {
  const parts = groundOf(work.draft, code)
  if (parts.length < 2) return null
  const stray = parts.reduce((one, other) => (doubleArea([other]) < doubleArea([one]) ? other : one))
  const shares = [...neighboursOf(work, code, stray)].sort((a, b) => b[1] - a[1])
  for (const [to] of shares) {
    const values = { grid: work.draft.grids.get(code)!.name, other: work.draft.grids.get(to)!.name }
    const operation: PlanOperation = { kind: 'hand-over', to, area: toPositions(stray[0]!) }
    const made = tried(work, [operation], { key: 'repair.stray', values }, to)
    if (made) return made
  }
  return null
}

/** Open grids that share border with a grid (or with one part of it), and how much, in lattice steps. */
function neighboursOf({ draft }: Work, code: string, part?: LatticePolygon): Map<string, number> {
  const shares = new Map<string, number>()
  const corners = part && new Set(pairsOf(part[0]!))
  for (const { points, left, right } of draft.partition.arcs.values()) {
    if (left === null || right === null) continue
    const [one, two] = [gridOf(draft, left), gridOf(draft, right)]
    if (one === two || (one !== code && two !== code)) continue
    const other = one === code ? two : one
    if (draft.grids.get(other)?.locked !== false) continue
    if (corners && !pairsOf(points).every((pair) => corners.has(pair))) continue
    let length = 0
    for (let i = 0; i + 3 < points.length; i += 2)
      length += Math.hypot(points[i + 2]! - points[i]!, points[i + 3]! - points[i + 1]!)
    shares.set(other, (shares.get(other) ?? 0) + length)
  }
  return shares
}

function pairsOf(path: readonly number[]): string[] {
  return path.flatMap((x, i) => (i % 2 === 0 ? [`${x} ${path[i + 1]}`] : []))
}

function tried(
  work: Work,
  operations: readonly PlanOperation[],
  words: Proposal['words'],
  choose: string,
): Proposal | null {
  return previewSteps(work, 'grid', operations).ok ? { operations, level: 'grid', words, choose } : null
}
