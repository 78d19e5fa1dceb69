import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Actor } from '@valhallajs/valhallajs'
import { afterAll, expect, it } from 'vitest'
import { buildGraph } from '#domain/coverage/graph.ts'
import { buildNetwork, type Network } from '#domain/coverage/network.ts'
import { createSweeper } from '#domain/coverage/sweep.ts'
import { seededRandom } from '#scripts/bench/random.ts'
import { writeNetworkExtract } from '#server/test-support/network-extract.ts'
import { extractPath, readExtract } from '#server/test-support/osm-extract.ts'

const builder = fileURLToPath(new URL('../../node_modules/.bin/valhalla', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'valhalla-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Meters an adult walks in a decisecond: 5 km/h. */
const METERS_A_DECISECOND = 5 / 36
const ROUTES = 100

it('walks ways of the lengths that Valhalla finds on the same extract, within 2 %', async (context) => {
  const extract = extractPath('jiangxi-guixi-city.osm.pbf')
  if (!extract) return context.skip('the extract of Guixi is not in ../shared/data')
  const differences = await routeDifferences(buildNetwork((await readExtract(extract)).edges), openValhalla(extract))
  expect(Math.max(...differences)).toBeLessThanOrEqual(0.02)
})

// elsewhere Valhalla judges otherwise what may be walked: there it is told our network
it.for([
  'beijing-tsinghua-zhongguancun.osm.pbf',
  'helsinki-centre.osm.pbf',
  'henan-puyang-qingzu-town.osm.pbf',
  'jiangsu-haimen-dieshiqiao.osm.pbf',
  'graphhopper-monaco.osm.gz',
])('%s: walks ways of the lengths that Valhalla finds on the same network, within 2 %', async (name, context) => {
  const extract = extractPath(name)
  if (!extract) return context.skip(`${name} is not in ../shared/data`)
  const network = buildNetwork((await readExtract(extract)).edges)
  const told = path.join(folder, 'network.osm.pbf')
  writeNetworkExtract(told, network)
  const differences = await routeDifferences(network, openValhalla(told))
  expect(Math.max(...differences)).toBeLessThanOrEqual(0.02)
})

/** By how much, of its length, each of a hundred seeded routes differs from Valhalla's. */
async function routeDifferences(network: Network, valhalla: Actor): Promise<number[]> {
  const sweeper = createSweeper(buildGraph(network, 'adult'))
  const random = seededRandom(5)
  const differences: number[] = []
  while (differences.length < ROUTES) {
    const from = Math.floor(random() * network.nodeCount)
    const reach = sweeper.within(
      { node: Int32Array.of(from), owner: Int32Array.of(0), deciseconds: Int32Array.of(0) },
      18_000,
    )
    const at = Math.floor(random() * reach.node.length)
    const meters = reach.deciseconds[at]! * METERS_A_DECISECOND
    // Valhalla tells whole meters
    if (meters < 300) continue
    const told = await valhalla.route({
      locations: [from, reach.node[at]!].map((node) => ({
        lon: network.nodeLongitude[node]!,
        lat: network.nodeLatitude[node]!,
      })),
      costing: 'pedestrian',
      costing_options: { pedestrian: { shortest: true } },
    })
    differences.push(Math.abs(meters / (told.trip.summary.length * 1000) - 1))
  }
  return differences
}

/** Settings for matching tracks, which Valhalla wants to read though no track is matched. */
const matching = {
  beta: 3,
  breakage_distance: 2000,
  geometry: false,
  gps_accuracy: 5,
  interpolation_distance: 10,
  max_route_distance_factor: 5,
  max_route_time_factor: 5,
  max_search_radius: 100,
  route: true,
  search_radius: 50,
  sigma_z: 4.07,
  turn_penalty_factor: 0,
}

/** What of https://valhalla.github.io/valhalla/ a route on foot needs. */
function openValhalla(extract: string): Actor {
  const tiles = mkdtempSync(path.join(folder, 'tiles-'))
  const logging = { type: '' }
  const config = {
    mjolnir: { tile_dir: tiles, concurrency: 1, logging },
    loki: {
      actions: ['route'],
      service_defaults: {
        radius: 0,
        minimum_reachability: 50,
        search_cutoff: 35_000,
        node_snap_tolerance: 5,
        street_side_tolerance: 5,
        street_side_max_distance: 1000,
        heading_tolerance: 60,
      },
      use_connectivity: true,
      logging,
    },
    thor: { logging },
    odin: { logging },
    meili: { mode: 'auto', grid: { size: 500, cache_size: 1000 }, default: matching, logging },
    service_limits: {
      pedestrian: {
        max_distance: 250_000,
        max_locations: 2,
        max_matrix_distance: 1,
        max_matrix_location_pairs: 1,
        min_transit_walking_distance: 1,
        max_transit_walking_distance: 1,
      },
      max_exclude_locations: 1,
      max_reachability: 100,
      max_radius: 200,
      max_timedep_distance: 1,
      max_timedep_distance_matrix: 0,
      max_alternates: 0,
      max_exclude_polygons_length: 1,
      skadi: { max_shape: 1, min_resample: 10 },
      trace: {
        max_distance: 1,
        max_gps_accuracy: 1,
        max_search_radius: 1,
        max_shape: 1,
        max_alternates: 0,
        max_alternates_shape: 0,
      },
      isochrone: { max_contours: 1, max_time_contour: 1, max_distance: 1, max_locations: 1, max_distance_contour: 1 },
    },
  }
  const file = path.join(tiles, 'valhalla.json')
  writeFileSync(file, JSON.stringify(config))
  execFileSync(builder, ['build_tiles', '-c', file, extract], { cwd: tiles, stdio: 'ignore' })
  return new Actor(config)
}
