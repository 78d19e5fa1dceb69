import { planLimits } from '#domain/contract/plan.ts'
import type { LayerFields, rowProblems } from '#domain/contract/plan-file.ts'
import type { ToWgs84 } from '#domain/coordinate/to-wgs84.ts'
import type { SourceFeature } from '#domain/import/file-content.ts'
import type { RawArea, RawGrid, RawMicroGrid } from '#domain/plan-ground/clean-ground.types.ts'

export interface TakenAreas {
  grids: RawGrid[]
  microGrids: RawMicroGrid[]
  problems: { row: number; problem: (typeof rowProblems)[number] }[]
}

export interface Known {
  /** Communities of the plan's scope by code and by name. */
  readonly communities: readonly { readonly code: string; readonly name: string }[]
  readonly toWgs84: ToWgs84
}

const codeForm = /^[0-9A-Za-z_.-]{1,40}$/
const microGridLevels = /^(micro[_ -]?grid|微网格)$/i
const gridLevels = /^(grid|网格|基础网格|专属网格)$/i
const dedicated = /^(dedicated|专属|专属网格)$/i

/** Grids and micro-grids out of the rows of a layer, as its fields are read; a row that is no area is told with its number. */
export function takeAreas(
  rows: readonly SourceFeature[],
  fields: LayerFields,
  { communities, toWgs84 }: Known,
): TakenAreas {
  const taken: TakenAreas = { grids: [], microGrids: [], problems: [] }
  const communityOf = new Map(
    communities.flatMap(({ code, name }) => [
      [code, code],
      [name, code],
    ]),
  )
  for (const { row, properties, geometry } of rows) {
    const text = (field: string | null) => (field === null ? '' : textOf(properties[field]))
    const level = levelOf(fields, text(fields.levelField))
    if (level === null) {
      taken.problems.push({ row, problem: 'unknown-level' })
      continue
    }
    if (level === 'none') continue
    const polygons = polygonsOf(geometry, toWgs84)
    if (typeof polygons === 'string') {
      taken.problems.push({ row, problem: polygons })
      continue
    }
    const code = text(fields.code)
    const name = text(fields.name) || code || String(row)
    if ([...name].length > planLimits.nameLength) taken.problems.push({ row, problem: 'text-too-long' })
    const area: RawArea = { row, code: codeForm.test(code) ? code : null, name: cut(name), polygons }
    const parent = text(fields.parent)
    if (level === 'micro-grid') taken.microGrids.push({ ...area, grid: parent === '' ? null : parent })
    else {
      const kind = dedicated.test(text(fields.kind)) ? 'dedicated' : 'base'
      taken.grids.push({ ...area, kind, community: communityOf.get(parent) ?? null })
    }
  }
  return taken
}

function levelOf({ level }: LayerFields, said: string): 'grid' | 'micro-grid' | 'none' | null {
  if (level !== 'by-field') return level
  if (microGridLevels.test(said)) return 'micro-grid'
  return gridLevels.test(said) ? 'grid' : null
}

/** What a field says, without control characters. */
function textOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'object') return ''
  return String(value)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
}

function cut(name: string): string {
  return [...name].slice(0, planLimits.nameLength).join('').trim()
}

function polygonsOf(geometry: unknown, convert: ToWgs84): RawArea['polygons'] | 'no-shape' | 'not-an-area' {
  if (geometry === null || geometry === undefined || typeof geometry !== 'object') return 'no-shape'
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  const polygons: unknown = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
  if (!isPolygons(polygons)) return 'not-an-area'
  const placed = polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => convert(x, y))))
  return placed.some((polygon) => polygon.length > 0) ? placed : 'no-shape'
}

function isPolygons(value: unknown): value is [number, number][][][] {
  return (
    Array.isArray(value) &&
    value.every(
      (polygon) =>
        Array.isArray(polygon) &&
        polygon.every(
          (ring) =>
            Array.isArray(ring) &&
            ring.every((place) => Array.isArray(place) && Number.isFinite(place[0]) && Number.isFinite(place[1])),
        ),
    )
  )
}
