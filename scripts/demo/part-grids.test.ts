import { expect, it } from 'vitest'
import { unionOf } from '#domain/autoplan/ground-of-parts.ts'
import { compoundFinder } from '#domain/autoplan/leaf-graph.ts'
import { lineBetween } from '#domain/autoplan/line-between.ts'
import { looksAt } from '#domain/autoplan/looks-at.ts'
import { type Parted, type PartInto, partGrid } from '#domain/autoplan/part-grid.ts'
import { buildPartition } from '#domain/partition/build-partition.ts'
import type { Path } from '#domain/partition/lattice.ts'
import { locate, ringsOf } from '#domain/partition/locate.ts'
import { doubleArea, polygonsOf, toMultiPolygon } from '#domain/partition/polygon.ts'
import type { Land } from './areas.ts'
import { groundOfCounty, strayBorders } from './autoplan-ground.fixture.ts'
import { drawCounty, sizes } from './draw-county.ts'
import { names } from './names.ts'

const county = drawCounty(7, sizes.default, { ...names.water, hills: names.hills })
const { features } = groundOfCounty(county, 1)
const NORM = [200, 400] as const
const communities = county.areas.flatMap((street) => street.children)

/** Micro-grids of grids, as polygons. */
const unitsOf = (grids: readonly Land[]) =>
  grids
    .flatMap((grid) => (grid.children.length > 0 ? grid.children : [grid]))
    .map(({ rings }) => [rings.map((ring) => ring.flatMap((vertex) => [...county.plan.mesh.lattice[vertex]!]))])

/** Neighbouring grids of a community joined to one that is above the norm, a few of the county. */
const tooLarge = communities.flatMap(({ children }, number) => {
  const base = children.filter(({ dedicated }) => !dedicated)
  const corners = (grid: Land) => new Set(grid.rings.flat())
  const next = base.find((grid, i) => i > 0 && grid.rings.flat().filter((at) => corners(base[0]!).has(at)).length > 1)
  return number % 7 === 0 && next && base[0]!.households + next.households > 400 ? [[base[0]!, next]] : []
})

it('grids above the norm are parted on borders of micro-grids, few of which are cut, and else on roads, banks, walls and midlines', () => {
  let [cut, units, stray, borders, fitting] = [0, 0, 0, 0, 0]
  expect(tooLarge.length).toBeGreaterThan(3)
  for (const grids of tooLarge) {
    const given = unitsOf(grids)
    const made = parted(given, { kind: 'norm', norm: NORM })
    for (const households of made.households) expect(within(households)).toBe(true)
    expect(made.households.reduce((sum, own) => sum + own, 0)).toBe(grids[0]!.households + grids[1]!.households)
    const looked = looksOf(given, made, NORM[1], given.flat(2))
    cut += made.cut.length
    units += given.length
    stray += looked.stray
    borders += looked.all
    fitting += looked.fitting
  }
  expect(fitting).toBeLessThanOrEqual(1)
  expect(cut / units).toBeLessThan(0.05)
  expect(stray / borders).toBeLessThan(0.01)
})

it('a grid without micro-grids is parted as an automatic plan draws: on roads, banks, walls and midlines', () => {
  for (const grids of tooLarge.slice(0, 2)) {
    const given = [dissolved(unitsOf(grids))]
    const made = parted(given, { kind: 'norm', norm: NORM })
    for (const households of made.households) expect(within(households)).toBe(true)
    const { stray, all } = looksOf(given, made, NORM[1], [])
    expect(stray / all).toBeLessThan(0.01)
  }
})

it('one grid is halved across and along: about evenly, each way in one line that cuts no building', () => {
  const [grid] = communities.flatMap(({ children }) => children.filter(({ households }) => households > 300))
  const given = unitsOf([grid!])
  const lines = new Set<string>()
  for (const direction of ['across', 'along'] as const) {
    const made = parted(given, { kind: 'halves', direction })
    expect(made.parts).toHaveLength(2)
    expect(made.households[1]! / grid!.households).toBeGreaterThan(0.29)
    looksOf(given, made, grid!.households * 0.6, given.flat(2))
    lines.add(String(lineBetween(made.parts[0]!, made.parts[1]!)))
  }
  expect(lines.size).toBe(2)
  expect(lines).not.toContain('null')
})

const within = (households: number) => households >= NORM[0] && households <= NORM[1]

/** Ground of micro-grids as one piece. */
function dissolved(units: ReturnType<typeof unitsOf>) {
  const { partition } = buildPartition(
    units.map((polygons, i) => ({ code: String(i), polygons: toMultiPolygon(polygons) })),
  )
  return unionOf(partition, partition.faces.keys()).map((rings) => rings.map((ring) => [...ring]))
}

function parted(units: ReturnType<typeof unitsOf>, into: PartInto): Extract<Parted, { ok: true }> {
  const made = partGrid({ units, features: near(units), into })
  if (!made.ok) throw new Error(`${made.reason}: ${made.households}`)
  return made
}

/**
 * Checks that no building is cut, compounds are whole or told to be shared, ground is kept; answers compounds that are
 * shared though they have at most `most` households, and metres of borders that are neither on rings that stood nor on
 * anything else that borders run along, and of all.
 */
function looksOf(
  units: ReturnType<typeof unitsOf>,
  { parts, shared }: Extract<Parted, { ok: true }>,
  most: number,
  standing: readonly Path[],
) {
  const { partition, findings } = buildPartition(
    parts.map((polygons, part) => ({ code: String(part), polygons: toMultiPolygon(polygons) })),
  )
  expect(findings.filter(({ areaSquareMeters }) => areaSquareMeters > 1)).toEqual([])
  const kept = parts.reduce((sum, part) => sum + doubleArea(part), 0)
  const before = units.reduce((sum, unit) => sum + doubleArea(unit), 0)
  expect(Math.abs(kept / before - 1)).toBeLessThan(1e-5)
  const around = near(units)
  const compoundAt = compoundFinder(around)
  const ofCompounds = new Map<number, { households: number; parts: Set<number> }>()
  const rings = parts.map((_, part) => ringsOf(polygonsOf(partition, String(part))))
  for (const { x, y, households, footprint } of around.buildings) {
    const part = rings.findIndex((of) => locate(of, x, y) === 1)
    if (part < 0) continue
    for (const ring of footprint)
      for (const [px, py] of looksAt(ring)) {
        const inward = [px + Math.round((x - px) * 0.05), py + Math.round((y - py) * 0.05)] as const
        expect(rings.findIndex((of, other) => other !== part && locate(of, ...inward) === 1)).toBe(-1)
      }
    const compound = compoundAt(x, y)
    if (compound < 0 || households === 0) continue
    const known = ofCompounds.get(compound) ?? { households: 0, parts: new Set<number>() }
    ofCompounds.set(compound, known)
    known.households += households
    known.parts.add(part)
  }
  let fitting = 0
  for (const [compound, { households: own, parts: of }] of ofCompounds) {
    expect(of.size > 1, `${compound}`).toBe(shared.includes(compound))
    if (of.size > 1 && own <= most) fitting++
  }
  const stood = standing.map((ring) => ({ kind: 'lane' as const, line: [...ring, ring[0]!, ring[1]!] }))
  const ground = { ...features, roads: [...features.roads, ...stood] }
  return { ...strayBorders([{ drawn: { partition } }], (_, part) => Number(part), ground), fitting }
}

type Box = [number, number, number, number]

function boxOf(paths: readonly (readonly number[])[]): Box {
  const box: Box = [Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, -Number.MAX_VALUE]
  for (const path of paths)
    path.forEach((value, i) => {
      box[i % 2] = Math.min(box[i % 2]!, value)
      box[2 + (i % 2)] = Math.max(box[2 + (i % 2)]!, value)
    })
  return box
}

/** What the server answers for the box of a grid. */
function near(units: ReturnType<typeof unitsOf>) {
  const [west, south, east, north] = boxOf(units.flat(2))
  const meets = (paths: readonly (readonly number[])[]) => {
    const box = boxOf(paths)
    return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south
  }
  return {
    roads: features.roads.filter(({ line }) => meets([line])),
    water: features.water.filter((rings) => meets(rings)),
    compounds: features.compounds.filter(({ polygons }) => meets(polygons.flat())),
    buildings: features.buildings.filter(({ x, y }) => x >= west && x <= east && y >= south && y <= north),
  }
}
