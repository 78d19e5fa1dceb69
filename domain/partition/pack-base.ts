import { packIntegers } from '#domain/contract/packed.ts'
import type { PlanBase } from '#domain/contract/plan.ts'
import type { DraftBase } from './draft-of-base.ts'

type Packed = Pick<PlanBase, 'grids' | 'microGrids' | 'borders' | 'findings' | 'points'>

/** A base as it is sent: every border once, every point with its face. Elderly people are left out: who tells them adds them. */
export function packBase({ draft, census, points, findings }: DraftBase): Packed {
  const grids = [...draft.grids.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const microGrids = [...draft.microGrids.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const gridNumber = new Map(grids.map(({ code }, number) => [code, number]))
  const faceNumber = new Map([...microGrids, ...grids].map(({ code }, number) => [code, number]))
  const numberOf = (face: string | null) => (face === null ? -1 : faceNumber.get(face)!)
  const arcs = [...draft.partition.arcs.values()].sort((a, b) => a.id - b.id)
  const path = arcs.flatMap(({ points }) => points)
  const face = new Int32Array(points.x.length).fill(-1)
  for (const [code, list] of census.of) {
    const number = numberOf(code)
    for (const point of list) face[point] = number
  }
  return {
    grids: grids.map(({ code, name, kind, community, locked }) => ({ code, name, kind, community, locked })),
    microGrids: {
      code: microGrids.map(({ code }) => code),
      name: microGrids.map(({ name }) => name),
      grid: packIntegers(microGrids.map(({ grid }) => gridNumber.get(grid)!)),
    },
    borders: {
      id: packIntegers(arcs.map(({ id }) => id)),
      from: packIntegers(arcs.map(({ from }) => from)),
      to: packIntegers(arcs.map(({ to }) => to)),
      left: packIntegers(arcs.map(({ left }) => numberOf(left))),
      right: packIntegers(arcs.map(({ right }) => numberOf(right))),
      vertices: packIntegers(arcs.map(({ points }) => points.length / 2)),
      x: packIntegers(path.filter((_, i) => i % 2 === 0)),
      y: packIntegers(path.filter((_, i) => i % 2 === 1)),
    },
    findings: findings.map((finding) => ({ ...finding })),
    points: {
      x: packIntegers(points.x),
      y: packIntegers(points.y),
      face: packIntegers(face),
      households: packIntegers(points.households),
      buildings: packIntegers(points.buildings),
      issues: packIntegers(points.issues),
      compound: packIntegers(points.compound),
    },
  }
}
