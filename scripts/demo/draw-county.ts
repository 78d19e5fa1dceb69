import { type AreaTargets, drawAreas, type Land } from './areas.ts'
import { buildCompounds } from './compounds.ts'
import type { Face, Mesh } from './geometry/mesh.ts'
import { ringOf } from './geometry/mesh.ts'
import { contains } from './geometry/polygon.ts'
import { drawGreens, drawWaters, type LandNames } from './greens.ts'
import type { Building, Compound, CountyPlan } from './plan.types.ts'
import { type Random, seededRandom } from './random.ts'
import { layStreets } from './streets.ts'
import { drawTerrain } from './terrain.ts'
import { layTrails } from './trails.ts'
import { type WalkNetwork, walkNetwork } from './walk.ts'

export interface CountySize {
  /** How far the plan is stretched. */
  scale: number
  households: number
  areas: AreaTargets
  /** Longest edge of the walking network. */
  edgeMeters: number
  /** Whether the walking network holds the paths to the doors of buildings. */
  doorPaths: boolean
  stations: number
  /** Places where another station could stand. */
  candidates: number
  /** Issues filed in thirteen months. */
  issues: number
}

export const sizes: Record<'default' | 'large', CountySize> = {
  default: {
    scale: 0.605,
    households: 36000,
    areas: { communities: 42, grids: 120, dedicatedGrids: 12, microGrids: 1500 },
    edgeMeters: 36,
    doorPaths: false,
    stations: 60,
    candidates: 80,
    issues: 40000,
  },
  large: {
    scale: 1.1,
    households: 115000,
    areas: { communities: 118, grids: 330, dedicatedGrids: 12, microGrids: 4850 },
    edgeMeters: 13.5,
    doorPaths: true,
    stations: 174,
    candidates: 230,
    issues: 216000,
  },
}

export interface DrawnCounty {
  plan: CountyPlan
  /** Streets with communities, grids and micro-grids. */
  areas: Land[]
  walk: WalkNetwork
  /** Face of each building, by its place in plan.buildings. */
  faceOf: Face[]
}

/** Draws a whole county; the same seed and size give the same county to the bit. `told` hears each step as it begins. */
export function drawCounty(
  seed: number,
  size: CountySize,
  names: LandNames,
  told: (step: string) => void = () => {},
): DrawnCounty {
  const random = seededRandom(`county ${seed}`)
  told('land')
  const terrain = drawTerrain(random, size.scale)
  told('streets')
  const { mesh, roads } = layStreets(random, terrain)
  told('compounds')
  const built = buildCompounds(random, mesh, terrain, roads, size.doorPaths)
  const footways = [...built.footways, ...layTrails(random.fork('trails'), mesh, terrain, built.compounds)]
  const faceOf = locate(mesh, built.compounds, built.buildings)
  settle(random.fork('settle'), built.compounds, built.buildings, size.households)
  const households = new Map<number, number>()
  built.buildings.forEach((building, i) => {
    const face = faceOf[i]!.id
    households.set(face, (households.get(face) ?? 0) + building.households)
  })
  told('fields and water')
  const plan: CountyPlan = {
    terrain,
    mesh,
    roads,
    compounds: built.compounds,
    buildings: built.buildings,
    footways,
    greens: drawGreens(random.fork('greens'), terrain, built.compounds, built.buildings, names),
    waters: drawWaters(random.fork('waters'), terrain, built.compounds, names),
  }
  told('grids')
  const areas = drawAreas(random, mesh, built.compounds, households, size.areas)
  openHospitals(built.compounds, built.buildings)
  told('walking network')
  return { plan, areas, walk: walkNetwork(mesh, terrain, roads, footways, size.edgeMeters), faceOf }
}

/** The largest office site of each part of the town is its hospital. */
function openHospitals(compounds: readonly Compound[], buildings: Building[]): void {
  for (const district of ['west', 'east', 'newtown']) {
    const [site] = compounds
      .filter((compound) => compound.use === 'office' && compound.district === district)
      .sort((a, b) => b.area - a.area)
    if (!site) continue
    site.use = 'hospital'
    for (const building of buildings) {
      if (building.compound !== site.id) continue
      building.use = 'hospital'
      building.kind = 'public'
    }
  }
}

function locate(mesh: Mesh, compounds: readonly Compound[], buildings: readonly Building[]): Face[] {
  const facesOf = new Map<number, { face: Face; ring: ReturnType<typeof ringOf> }[]>()
  for (const face of mesh.faces.values()) {
    const entry = { face, ring: ringOf(mesh, face) }
    const list = facesOf.get(face.compound)
    if (list) list.push(entry)
    else facesOf.set(face.compound, [entry])
  }
  return buildings.map((building) => {
    const found = facesOf.get(building.compound)!.find(({ ring }) => contains(ring, building.centre))
    if (!found)
      throw new Error(`a building at ${building.centre} stands outside compound ${compounds[building.compound]!.id}`)
    return found.face
  })
}

/** Fills dwellings with households so that the county has `wanted` of them: old places full, new ones and the seaside less so. */
function settle(random: Random, compounds: readonly Compound[], buildings: readonly Building[], wanted: number): void {
  const appeal = compounds.map((compound) => {
    const base =
      compound.district === 'seaside' ? 0.6 : compound.use === 'towers' ? 0.78 : compound.use === 'village' ? 0.92 : 1
    return base * random.between(0.94, 1.05)
  })
  const full = buildings.reduce((sum, building) => sum + building.dwellings * appeal[building.compound]!, 0)
  const factor = wanted / full
  for (const building of buildings) {
    const expected = Math.min(building.dwellings * appeal[building.compound]! * factor, building.dwellings)
    building.households = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
  }
}
