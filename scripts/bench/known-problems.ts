import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { type Reach, reachOfRows } from '#domain/siting/reach.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/data/siting')

/** Whether the published problems lie beside the repository. */
export const haveKnownProblems = existsSync(path.join(folder, 'pmed/optima-1-20.txt'))

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8')
}

/** One uncapacitated p-median problem of the OR-Library (Beasley 1985): vertices are demands and candidates alike. */
export function orLibraryProblem(number: number) {
  const [vertices = 0, edges = 0, sites = 0, ...lines] = read(`pmed/pmed${number}.txt`).trim().split(/\s+/).map(Number)
  const distance = Array.from({ length: vertices }, (_, from) =>
    Float64Array.from({ length: vertices }, (_, to) => (from === to ? 0 : Number.POSITIVE_INFINITY)),
  )
  for (let edge = 0; edge < edges; edge++) {
    const [a = 0, b = 0, length = 0] = lines.slice(3 * edge, 3 * edge + 3)
    // of an edge listed twice the last one counts, as the library says
    distance[a - 1]![b - 1] = length
    distance[b - 1]![a - 1] = length
  }
  for (let via = 0; via < vertices; via++)
    for (let from = 0; from < vertices; from++)
      for (let to = 0; to < vertices; to++)
        distance[from]![to] = Math.min(distance[from]![to]!, distance[from]![via]! + distance[via]![to]!)
  const optimum = Number(new RegExp(`^pmed${number}\\s+(\\d+)`, 'm').exec(read('pmed/optima-1-20.txt'))?.[1])
  return { distance, sites, optimum }
}

/** San Francisco: people of 205 census tracts, metres by road to 16 sites (BSD-3-Clause, pysal/spopt). */
export function sanFrancisco() {
  const rows = (name: string): Record<string, string>[] => parse(read(name), { columns: true })
  const tracts = rows('SF_demand_205_centroid_uniform_weight.csv')
  const sites = rows('SF_store_site_16_longlat.csv').map(({ NAME }) => NAME!)
  const tractOf = new Map(tracts.map(({ NAME }, index) => [NAME!, index]))
  const distance = tracts.map(() => new Float64Array(sites.length).fill(Number.POSITIVE_INFINITY))
  for (const row of rows('SF_network_distance_candidateStore_16_censusTract_205_new.csv'))
    distance[tractOf.get(row.DestinationName!)!]![sites.indexOf(row.name!)] = Number(row.distance)
  return {
    distance,
    people: Float64Array.from(tracts, ({ POP2000 }) => Number(POP2000)),
    siteNumber: sites.map((name) => Number(name.replace('Store_', ''))),
  }
}

/** Least sum of weighted distances as largest sum of what is saved of a distance that all are within. */
export function savingReach(distance: readonly Float64Array[], weight?: Float64Array): { reach: Reach; worst: number } {
  const farthest = distance.reduce((most, row) => Math.max(most, ...row), 0) + 1
  const candidateCount = distance[0]!.length
  const each = weight ?? new Float64Array(distance.length).fill(1)
  return {
    reach: reachOfRows({
      candidateCount,
      start: Int32Array.from({ length: distance.length + 1 }, (_, demand) => demand * candidateCount),
      candidate: Int32Array.from({ length: distance.length * candidateCount }, (_, entry) => entry % candidateCount),
      saved: Float64Array.from(distance.flatMap((row) => Array.from(row, (meters) => farthest - meters))),
      weight: each,
    }),
    worst: each.reduce((sum, one) => sum + one, 0) * farthest,
  }
}
