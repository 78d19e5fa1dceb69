import type { ImportLayer } from '#domain/contract/manifest.ts'
import { writeAreas } from './areas.ts'
import { writeBuildings, writeDwellings } from './buildings.ts'
import { writeDivisions } from './divisions.ts'
import { writeGates } from './gates.ts'
import { writeGrids, writeMicroGrids } from './grids.ts'
import { writeIssues } from './issues.ts'
import { writeCompounds, writeGreen, writeRoads, writeSiteCandidates, writeStations, writeWater } from './places.ts'
import { writeStatistics } from './statistics.ts'
import type { Target } from './target.ts'
import { writeWalkEdges } from './walk-edges.ts'

export const targets: Record<ImportLayer, Target> = {
  area: writeAreas,
  grid: writeGrids,
  micro_grid: writeMicroGrids,
  compound: writeCompounds,
  gate: writeGates,
  building: writeBuildings,
  dwellings: writeDwellings,
  station: writeStations,
  site_candidate: writeSiteCandidates,
  walk_edge: writeWalkEdges,
  road: writeRoads,
  water: writeWater,
  green: writeGreen,
  issue: writeIssues,
  division: writeDivisions,
  statistic: writeStatistics,
}
