import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Position } from '#domain/contract/common.ts'
import { buildPartition } from '#domain/partition/build-partition.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { locate } from '#domain/partition/locate.ts'
import { metersPerStep } from '#domain/partition/metric.ts'
import { polygonsOf } from '#domain/partition/polygon.ts'
import { type AtomEdge, atomGraph } from './atom-graph.ts'
import { breaches } from './autoplan.fixture.ts'
import { planAtoms } from './plan-atoms.ts'

interface Feature {
  properties: Record<string, string | number>
  geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: Position[][] | Position[][][] }
}

const folder = new URL('../../../shared/data/cambridge-ma/', import.meta.url)
const blocks = new URL('units/DEMOGRAPHICS_Blocks2000.geojson', folder)
const neighbourhoods = new URL('partitions/BOUNDARY_CDDNeighborhoods.geojson', folder)
const norm = [200, 600] as const
/** Residents of a dwelling, as the city's manifest has it. */
const RESIDENTS = 2.05

const read = (file: URL): Feature[] => JSON.parse(readFileSync(file, 'utf8')).features
const polygonsIn = ({ geometry }: Feature) =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Position[][][]

/** Census blocks that touch, by the neighbourhood they lie in. */
function communities() {
  const atoms = read(blocks)
  const { partition } = buildPartition(atoms.map((one, i) => ({ code: String(i), polygons: polygonsIn(one) })))
  const homes = buildPartition(
    read(neighbourhoods).map((one) => ({ code: String(one.properties.NAME), polygons: polygonsIn(one) })),
  ).partition
  const home = atoms.map((_, i) => {
    if (!partition.faces.has(String(i))) return ''
    const [x, y] = interiorPoint(polygonsOf(partition, String(i))[0]!)
    return [...homes.faces.keys()].find((code) => locate(polygonsOf(homes, code).flat(), x, y) === 1) ?? ''
  })
  const shared = new Map<string, AtomEdge>()
  for (const { left, right, points } of partition.arcs.values()) {
    if (left === null || right === null) continue
    const [a, b] = [Number(left), Number(right)].sort((one, other) => one - other) as [number, number]
    const edge = shared.get(`${a} ${b}`) ?? { a, b, lengthMeters: 0, cost: 0.15 }
    shared.set(`${a} ${b}`, edge)
    const scale = metersPerStep(points[1]!)
    for (let i = 2; i < points.length; i += 2)
      edge.lengthMeters += Math.hypot(
        (points[i]! - points[i - 2]!) * scale.x,
        (points[i + 1]! - points[i - 1]!) * scale.y,
      )
  }
  return [...homes.faces.keys()].sort().map((name) => {
    const own = home.flatMap((one, atom) => (one === name ? [atom] : []))
    const place = new Map(own.map((atom, i) => [atom, i]))
    const edges = [...shared.values()].flatMap(({ a, b, ...edge }) => {
      const [one, other] = [place.get(a), place.get(b)]
      return one === undefined || other === undefined ? [] : [{ ...edge, a: one, b: other }]
    })
    const households = own.map((atom) => Math.round(Number(atoms[atom]!.properties.POP_LAB) / RESIDENTS))
    return { name, graph: atomGraph(households, edges) }
  })
}

describe('Cambridge, its blocks as atoms, its neighbourhoods as communities', () => {
  it('is drawn within the norm, each grid in one piece, or told why not; nobody is lost', (context) => {
    if (!existsSync(blocks) || !existsSync(neighbourhoods))
      return context.skip('the files of Cambridge are not in ../shared/data')
    let [planned, left, all] = [0, 0, 0]
    for (const { name, graph } of communities()) {
      const request = {
        ...{ norm, aim: 400, seed: 1, start: 'anew' as const, steps: 300 },
        wishes: { compact: 1, alongRoads: 0, evenHouseholds: 0.5, evenIssues: 0, fewMoved: 0 },
      }
      const plan = planAtoms(graph, request)!
      expect(breaches(graph, plan.labels, norm), name).toEqual({ norm: 0, pieces: 0 })
      expect(planAtoms(graph, request)!.labels, name).toEqual(plan.labels)
      all += graph.households.reduce((sum, own) => sum + own, 0)
      for (const none of plan.unplanned) left += none.atoms.reduce((sum, atom) => sum + graph.households[atom]!, 0)
      plan.labels.forEach((label, atom) => {
        if (label >= 0) planned += graph.households[atom]!
      })
      for (const { reason, households } of plan.unplanned) {
        // what is left is too few people for one grid, or one block of too many
        expect(['nobody-lives-here', 'below-minimum', 'atom-above-maximum', 'between-norms'], name).toContain(reason)
        if (reason === 'below-minimum') expect(households).toBeLessThan(norm[0])
        if (reason === 'atom-above-maximum') expect(households).toBeGreaterThan(norm[1])
      }
    }
    expect(planned + left).toBe(all)
    expect(all).toBeGreaterThan(40_000)
    expect(planned / all).toBeGreaterThan(0.5)
  })
})
