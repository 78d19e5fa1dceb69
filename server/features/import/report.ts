import type { GeometryRefusal, GeometryRepair } from '#domain/area/repair-geometry.ts'
import type { PartitionFault } from '#domain/contract/import.ts'
import type { Landing } from '#domain/coordinate/guess-landing.ts'
import type { FileFinding, FileRefusal } from '#domain/import/file-content.ts'
import type { ChangeCounts } from './changes.ts'

export type RefusalReason =
  | GeometryRefusal
  | 'wrong-geometry-type'
  | 'far-from-county'
  | 'axes-look-swapped'
  | 'no-key'
  | 'duplicate-key'
  | 'wrong-field'
  | 'nothing-valid-left'
  | 'outside-every-community'
  | 'outside-every-grid'
  | 'at-no-compound'
  | 'not-one-building'
  | 'stand-in-place'
  | 'unknown-category'
  | 'wrong-moment'
  | 'times-out-of-order'
  | 'acted-on-here'
  | 'no-division'
  | 'division-not-unique'
  | 'division-taken'
  | 'code-differs'
  | 'no-such-unit'
  | 'unit-not-unique'
  | 'unit-taken'

/** What the person who holds the file can do about it. */
export const wayOut: Record<RefusalReason, string> = {
  'no-geometry': 'give the row a geometry, or leave it out by "where"',
  'unknown-geometry-type': 'use Point, LineString, Polygon or their Multi forms',
  'not-coordinates': 'coordinates must be numbers: [longitude, latitude]',
  'not-finite': 'a coordinate is not a finite number; correct it in the file',
  'outside-the-world': 'name the "crs" of the file in the manifest, or swap its axes',
  'nothing-left': 'the geometry has too few different points; draw it again',
  'wrong-geometry-type': 'this layer takes another kind of geometry',
  'far-from-county': 'check "crs" and "near" in the manifest',
  'axes-look-swapped': 'the file has latitude first; swap its axes',
  'no-key': 'name a field in "key" that every row fills, or "#" for row numbers',
  'duplicate-key': 'the first row with this key was taken; give each row its own',
  'wrong-field': 'correct the value, or map the field in the manifest',
  'nothing-valid-left': 'the polygon could not be repaired; draw it again',
  'outside-every-community': 'import the communities first, or correct the place',
  'outside-every-grid': 'import the grids first, or correct the place',
  'at-no-compound': 'a gate stands within 15 m of the border of a compound; import the compounds first',
  'not-one-building': 'dwellings can be given only where a micro-grid has exactly one building',
  'stand-in-place': 'the source wrote this place because it knew none; find the place, or leave it out of "standIns"',
  'unknown-category': 'add it to the "catalogue" of the manifest',
  'wrong-moment': 'write 2015-01-05 12:40:41, or say "dates" in the manifest; local time of the county',
  'times-out-of-order': 'correct the times in the file: filed, then due, then closed, nothing in the future',
  'no-division': 'the division table has no such code or name in this county; correct it, or import the codes anew',
  'division-not-unique': 'several divisions of the county have this name; give the code, or the street as well',
  'division-taken': 'an earlier row stands for this division; give each row its own',
  'code-differs':
    'the area stands under another code, by which grids and posts know it; undo the import that gave it, or leave the matching out',
  'no-such-unit': 'the county has none of this code or name; correct it, or import the areas first',
  'unit-not-unique': 'several have this name; give the code instead',
  'unit-taken': 'an earlier row counts the same; give each row its own',
  'acted-on-here': 'the source changed what people here have worked on since; settle it on the issue itself',
}

export interface Refusal {
  row: number
  key: string
  reason: RefusalReason
  value: string
}

export interface Repair {
  row: number
  key: string
  what: GeometryRepair | 'made-valid' | 'closed-when-filed' | 'clock-skipped' | 'lies-elsewhere' | 'no-building-there'
  /** Where PostGIS found it wrong, in its words. */
  detail?: string
}

/** The closing report of one source. Lists are whole up to `mostListed`; totals always are. */
export interface SourceReport {
  name: string
  layer: string
  read: number
  /** Left out by the manifest's "where". */
  passedOver: number
  kept: number
  /** Of those kept: already there just so, nothing written. */
  unchanged: number
  repaired: number
  refused: number
  /** How many for which reason. */
  refusedFor: Partial<Record<RefusalReason, number>>
  repairs: Repair[]
  refusals: Refusal[]
  /** What the file's reader noticed. */
  findings: FileFinding[]
  /** Where rows landed far away: ways to read the coordinates that would land near, to be asked about. */
  landings: Landing[]
  /** What it did, or with a dry run would do, to the rows of its source. */
  changes: ChangeCounts
  /** Areas matched with the division table; null where that was not asked. `missing`: divisions that no area stands for. */
  divisions: DivisionReport | null
  /** Lines of a walking network that were cut where they meet; null where that was not asked. */
  noded: { lines: number; pieces: number; crossings: number; drawn: number } | null
  /** Layers that part the ground: where they do not. */
  partition: { total: number; listed: PartitionFault[] }
  dryRun: boolean
  /** Number of the import in the county's history; null where nothing was taken. */
  run: number | null
  seconds: number
  rowsPerSecond: number
  /** Set when nothing of the source was taken. */
  failure?: string
  failureReason?: FileRefusal
}

export interface DivisionReport {
  byCode: number
  byName: number
  missing: { total: number; listed: { code: string; name: string }[] }
}

export const mostListed = 1_000

export function emptyReport(name: string, layer: string): SourceReport {
  return {
    name,
    layer,
    read: 0,
    passedOver: 0,
    kept: 0,
    unchanged: 0,
    repaired: 0,
    refused: 0,
    refusedFor: {},
    repairs: [],
    refusals: [],
    findings: [],
    landings: [],
    changes: { new: 0, changed: 0, unchanged: 0, missing: 0, removed: 0 },
    divisions: null,
    noded: null,
    partition: { total: 0, listed: [] },
    dryRun: false,
    run: null,
    seconds: 0,
    rowsPerSecond: 0,
  }
}

export function refuse(report: SourceReport, refusal: Refusal): void {
  report.refused += 1
  report.refusedFor[refusal.reason] = (report.refusedFor[refusal.reason] ?? 0) + 1
  if (report.refusals.length < mostListed) report.refusals.push({ ...refusal, value: refusal.value.slice(0, 120) })
}

export function noteRepair(report: SourceReport, repair: Repair): void {
  report.repaired += 1
  if (report.repairs.length < mostListed) report.repairs.push(repair)
}
