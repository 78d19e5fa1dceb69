import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { breaches } from '#domain/autoplan/autoplan.fixture.ts'
import { planAtoms } from '#domain/autoplan/plan-atoms.ts'
import { prepareGround } from '#domain/autoplan/prepare-ground.ts'
import type { Land } from './areas.ts'
import { groundOfCounty, strayBorders } from './autoplan-ground.fixture.ts'
import { type DrawnCounty, drawCounty, sizes } from './draw-county.ts'
import { fromLattice } from './geometry/lattice.ts'
import { ringOf } from './geometry/mesh.ts'
import { between } from './geometry/point.ts'
import { area, contains } from './geometry/polygon.ts'
import { names } from './names.ts'

const size = sizes.default
const drawn = drawCounty(7, size, { ...names.water, hills: names.hills })
const communities = drawn.areas.flatMap((street) => street.children)
const grids = communities.flatMap((community) => community.children)
const microGrids = grids.flatMap((grid) => grid.children)

const fingerprint = ({ plan, walk, areas }: DrawnCounty): string =>
  createHash('sha256')
    .update(JSON.stringify([plan.mesh.lattice, plan.buildings, plan.greens, walk, areas.map((street) => street.rings)]))
    .digest('hex')

/** Area of an outline on the lattice, in whole lattice squares doubled: no rounding. */
function latticeArea(land: Land): bigint {
  const twice = (ring: number[]): bigint =>
    ring.reduce((sum, vertex, i) => {
      const [x1, y1] = drawn.plan.mesh.lattice[vertex]!
      const [x2, y2] = drawn.plan.mesh.lattice[ring[(i + 1) % ring.length]!]!
      return sum + BigInt(x1) * BigInt(y2) - BigInt(x2) * BigInt(y1)
    }, 0n)
  return land.rings.reduce((sum, ring) => sum + twice(ring), 0n)
}

describe('the drawn county', () => {
  it('can be drawn anew: within the norm, compounds whole, borders on roads, banks, walls or halfway between', {
    timeout: 60_000,
  }, () => {
    drawsAnew(drawn, 14)
  })

  it('is the same to the bit for the same seed and another for another', { timeout: 120_000 }, () => {
    expect(fingerprint(drawCounty(7, size, { ...names.water, hills: names.hills }))).toBe(fingerprint(drawn))
    expect(fingerprint(drawCounty(8, size, { ...names.water, hills: names.hills }))).not.toBe(fingerprint(drawn))
  })

  it('has the number of areas asked for', () => {
    expect(drawn.areas).toHaveLength(8)
    expect(communities.length).toBeGreaterThanOrEqual(36)
    expect(communities.length).toBeLessThanOrEqual(45)
    expect(grids).toHaveLength(size.areas.grids)
    expect(grids.filter((grid) => grid.dedicated)).toHaveLength(size.areas.dedicatedGrids)
    expect(Math.abs(microGrids.length - size.areas.microGrids)).toBeLessThanOrEqual(15)
  })

  it('nests areas exactly: children add up to their parent on the lattice, without rounding', () => {
    const check = (land: Land): void => {
      if (land.children.length === 0) return
      expect(land.children.reduce((sum, child) => sum + latticeArea(child), 0n)).toBe(latticeArea(land))
      land.children.forEach(check)
    }
    drawn.areas.forEach(check)
  })

  it('puts every face in exactly one micro-grid', () => {
    const faces = microGrids.flatMap((micro) => micro.faces)
    expect(new Set(faces).size).toBe(faces.length)
    expect(faces.length).toBe(drawn.plan.mesh.faces.size)
  })

  it('keeps the household norm in all grids but a few, some too small and some too large', () => {
    const base = grids.filter((grid) => !grid.dedicated).map((grid) => grid.households)
    const outside = base.filter((households) => households < 200 || households > 400)
    expect(outside.length).toBeGreaterThan(1)
    expect(outside.length).toBeLessThanOrEqual(10)
    expect(Math.min(...outside)).toBeLessThan(200)
    expect(Math.max(...outside)).toBeGreaterThan(400)
  })

  it('keeps most micro-grids with homes between 20 and 50 households', () => {
    const lived = microGrids.map((micro) => micro.households).filter((households) => households > 0)
    expect(lived.filter((households) => households >= 20 && households <= 50).length / lived.length).toBeGreaterThan(
      0.8,
    )
  })

  it('houses about as many households as asked, every one in a building of a face', () => {
    const households = drawn.plan.buildings.reduce((sum, building) => sum + building.households, 0)
    expect(Math.abs(households - size.households)).toBeLessThan(size.households * 0.05)
    expect(drawn.areas.reduce((sum, street) => sum + street.households, 0)).toBe(households)
    drawn.plan.buildings.forEach((building, i) => {
      expect(contains(ringOf(drawn.plan.mesh, drawn.faceOf[i]!), building.centre)).toBe(true)
    })
  })

  it('covers the county with faces of positive area', () => {
    for (const face of drawn.plan.mesh.faces.values()) expect(area(ringOf(drawn.plan.mesh, face))).toBeGreaterThan(0)
  })
})

describe('the walking network', () => {
  it('is one piece', () => {
    const { nodes, edges } = drawn.walk
    const beside: number[][] = nodes.map(() => [])
    for (const edge of edges) {
      beside[edge.from]!.push(edge.to)
      beside[edge.to]!.push(edge.from)
    }
    const seen = new Set([0])
    for (const node of seen) for (const next of beside[node]!) seen.add(next)
    expect(seen.size).toBe(nodes.length)
  })

  it('has between 15,000 and 24,000 edges of at most 36 m, a few of them bridges, and steps in the hills', () => {
    const { edges } = drawn.walk
    expect(edges.length).toBeGreaterThan(15000)
    expect(edges.length).toBeLessThan(24000)
    expect(edges.every((edge) => edge.meters < 36.5)).toBe(true)
    expect(edges.some((edge) => edge.kind === 'steps')).toBe(true)
    const bridges = new Set(edges.filter((edge) => edge.kind === 'bridge').map((edge) => edge.road))
    expect(bridges.size).toBeGreaterThan(3)
    expect(bridges.size).toBeLessThan(14)
  })

  it('passes walls only at gates', () => {
    const walls = drawn.plan.compounds.filter((compound) => compound.walled && compound.gates.length > 0)
    const inside = (compound: (typeof walls)[number], point: readonly [number, number]): boolean =>
      point[0] > compound.centre[0] - 400 && point[0] < compound.centre[0] + 400 && contains(compound.wall, point)
    let crossings = 0
    for (const edge of drawn.walk.edges) {
      if (edge.kind === 'gate' || edge.kind === 'footway') continue
      for (let i = 1; i < edge.line.length; i++) {
        const middle = between(fromLattice(edge.line[i - 1]!), fromLattice(edge.line[i]!), 0.5)
        if (walls.some((compound) => inside(compound, middle))) crossings++
      }
    }
    expect(crossings).toBe(0)
  })
})

/** Draws the grids of one community in so many anew and looks at what comes out. */
function drawsAnew(county: DrawnCounty, every: number): void {
  const { free, features } = groundOfCounty(county, every)
  const prepared = prepareGround(free, features, { x: [], y: [], issues: [] }, { most: 400, fineMost: 400 })!
  let [within, all, stray, borders, planned, named] = [0, 0, 0, 0, 0, 0]
  for (const community of prepared) {
    const { coarse, coarseOf, fine } = community
    const plan = planAtoms(coarse, {
      ...{ norm: [200, 400], aim: 300, seed: 1, start: 'anew', steps: 600 },
      wishes: { compact: 0.8, alongRoads: 0.8, evenHouseholds: 0.5, evenIssues: 0, fewMoved: 0 },
    })!
    expect(breaches(coarse, plan.labels, [200, 400]), community.code).toEqual({ norm: 0, pieces: 0 })
    // a village of fewer households than a grid needs is named
    for (const none of plan.unplanned) {
      expect(['below-minimum', 'nobody-lives-here'], community.code).toContain(none.reason)
      if (none.reason === 'below-minimum') expect(none.households).toBeLessThan(200)
      named += none.atoms.reduce((one, atom) => one + coarse.households[atom]!, 0)
    }
    // every compound that fits is whole
    const parts = new Map<number, Set<number>>()
    community.drawn.atoms.forEach(({ compound, households }, atom) => {
      if (compound < 0 || households === 0) return
      parts.set(compound, (parts.get(compound) ?? new Set()).add(coarseOf[atom]!))
    })
    const sum = (compound: number) =>
      community.drawn.atoms.reduce((one, atom) => one + (atom.compound === compound ? atom.households : 0), 0)
    for (const [compound, cut] of parts) if (cut.size > 1) expect(sum(compound)).toBeGreaterThan(400)
    const partOf = (_: number, atom: string) => plan.labels[coarseOf[Number(atom)]!]!
    const found = strayBorders([community], partOf, features)
    stray += found.stray
    borders += found.all
    all += fine.households.reduce((one, own) => one + own, 0)
    plan.labels.forEach((label, atom) => {
      if (label >= 0) planned += coarse.households[atom]!
    })
    within += plan.parts
  }
  expect(within).toBeGreaterThan(0)
  expect(planned + named).toBe(all)
  expect(planned / all).toBeGreaterThan(0.75)
  expect(stray / borders).toBeLessThan(0.001)
}

describe('the large county', () => {
  it('has the figures benchmarks count on, and can be drawn anew', { timeout: 240_000 }, () => {
    const county = drawCounty(1, sizes.large, { ...names.water, hills: names.hills })
    const { areas, plan, walk } = county
    const largeGrids = areas.flatMap((street) => street.children.flatMap((community) => community.children))
    const base = largeGrids.filter((grid) => !grid.dedicated).map((grid) => grid.households)
    const micro = largeGrids.flatMap((grid) => grid.children)
    const lived = micro.map(({ households }) => households).filter((households) => households > 0)
    expect(Math.abs(plan.buildings.reduce((sum, { households }) => sum + households, 0) - 115_000)).toBeLessThan(2000)
    expect(largeGrids).toHaveLength(330)
    expect(base.filter((households) => households < 200 || households > 400).length).toBeLessThanOrEqual(8)
    expect(Math.abs(micro.length - 4850)).toBeLessThan(25)
    expect(lived.filter((households) => households >= 20 && households <= 50).length / lived.length).toBeGreaterThan(
      0.8,
    )
    expect(walk.edges.length).toBeGreaterThan(175_000)
    expect(walk.edges.length).toBeLessThan(190_000)
    drawsAnew(county, 80)
  })
})
