import { tally } from '#domain/partition/census.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import type { Finding, JudgedWorld } from './rule.types.ts'

/** A micro-grid of a base grid has as many households as the county's norm asks. */
export function microGridNorm(face: string, world: JudgedWorld): Finding[] {
  const { draft, faces, points } = world
  const [least, most] = world.microGridNorm
  const grid = draft.grids.get(face)
  if (grid?.kind !== 'base') return []
  return grid.microGrids.flatMap((code): Finding[] => {
    const { households } = tally(points, faces.of.get(code))
    if ((households >= least && households <= most) || !draft.partition.faces.has(code)) return []
    const [x, y] = interiorPoint(polygonsOf(draft.partition, code)[0]!)
    const rule = households < least ? 'micro-grid-too-small' : 'micro-grid-too-large'
    const values = { households, least, most }
    return [{ id: `micro-grid-norm:${code}`, rule, severity: 'warn', face: code, at: toPosition(x, y), values }]
  })
}
