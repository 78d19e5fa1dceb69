import type { PlanGround, PlanOperation } from '#domain/contract/plan.ts'
import { buildPartition } from '#domain/partition/build-partition.ts'
import type { Draft, DraftGrid } from '#domain/partition/draft.ts'
import { packBorders } from '#domain/partition/drawn-borders.ts'
import { groundOf } from '#domain/partition/ground.ts'
import { toPath } from '#domain/partition/lattice.ts'
import { nextCode } from '#domain/partition/next-code.ts'
import { groundDifference } from '#domain/plan-compare/difference.ts'

type Redraw = Extract<PlanOperation, { kind: 'redraw' }>
type Polygons = readonly (readonly (readonly (readonly number[])[])[])[]

/**
 * The one step that makes a drawn plan of a draft: grids whose ground it parts anew, without those it leaves as they are.
 * `free` are the grids it could change; those of them that it does not name are gone. A drawn grid without a code takes the
 * next of its community. Null when it changes nothing.
 */
export function redrawStep(draft: Draft, free: readonly string[], plan: PlanGround): Redraw | null {
  const own = new Set(free)
  const drawn = plan.grids
    .map((grid, place) => ({ ...grid, place, polygons: polygonsOf(grid.ground) }))
    .filter(({ code }) => code === null || own.has(code))
  const known = free.filter((code) => draft.grids.has(code))
  const differences = groundDifference(
    known.map((code) => ({ code, polygons: groundOf(draft, code) })),
    drawn.map(({ place, polygons }) => ({
      code: String(place),
      polygons: polygons.map((rings) => rings.map(openRing)),
    })),
  )
  const codeOf = new Map(drawn.map(({ place, code }) => [String(place), code]))
  const changed = new Set<string | null>()
  for (const { from, to } of differences)
    if (from !== codeOf.get(to)) {
      changed.add(from)
      changed.add(codeOf.get(to) ?? null)
    }
  const from = known.filter((code) => changed.has(code))
  const parted = drawn.filter(({ code }) => code === null || changed.has(code))
  if (from.length === 0 || parted.length === 0) return null
  const codes = giveCodes(draft, parted)
  const micro = plan.microGrids.flatMap((one) => {
    const grid = parted.findIndex(({ place, code }) => one.grid === place || (code !== null && one.grid === code))
    return grid < 0 ? [] : [{ ...one, grid }]
  })
  const count = parted.map(() => 0)
  const microGrids = micro.map(({ name, grid }) => {
    count[grid]!++
    return { code: freshMicroCode(draft, codes[grid]!, count[grid]!), name, grid }
  })
  const filled = new Set(micro.map(({ grid }) => grid))
  const leaves = [
    ...micro.map(({ ground }, i) => ({ code: String(i), polygons: polygonsOf(ground) })),
    ...parted.flatMap(({ polygons }, i) => (filled.has(i) ? [] : [{ code: String(micro.length + i), polygons }])),
  ]
  return {
    kind: 'redraw',
    from,
    grids: parted.map(({ name }, i) => ({ code: codes[i]!, name })),
    microGrids,
    borders: packBorders(buildPartition(leaves).partition, Number),
  }
}

function polygonsOf(ground: PlanGround['grids'][number]['ground']): Polygons {
  return ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates
}

function openRing(ring: Polygons[number][number]): number[] {
  const path = toPath(ring)
  if (path[0] === path.at(-2) && path[1] === path.at(-1)) path.length -= 2
  return path
}

function giveCodes(draft: Draft, parted: readonly { code: string | null; community: string }[]): string[] {
  let { grids } = draft
  return parted.map(({ code, community }) => {
    if (code !== null) return code
    const next = nextCode({ ...draft, grids }, community)
    const taken: DraftGrid = { code: next, name: '', kind: 'base', community, locked: false, microGrids: [] }
    grids = grids.with(next, taken)
    return next
  })
}

/** The number of the new micro-grid among those of its grid, after all that the grid's code has begun so far. */
function freshMicroCode(draft: Draft, grid: string, number: number): string {
  let highest = 0
  for (const code of draft.microGrids.keys()) {
    const tail = code.startsWith(grid) ? code.slice(grid.length) : ''
    if (/^\d{1,6}$/.test(tail)) highest = Math.max(highest, Number(tail))
  }
  return `${grid}${String(highest + number).padStart(3, '0')}`
}
