import type { z } from 'zod'
import type { LayerFields, PlanFileRead, planFileReading } from '#domain/contract/plan-file.ts'
import { FARTHEST_KILOMETERS, firstPlace, guessLandings, landingDistance } from '#domain/coordinate/guess-landing.ts'
import { toWgs84 } from '#domain/coordinate/to-wgs84.ts'
import type { FileLayer, SourceFeature } from '#domain/import/file-content.ts'
import { groundColumn, groundFromText } from '#domain/plan-file/ground-text.ts'
import { guessFields } from '#domain/plan-file/guess-fields.ts'
import { takeAreas } from '#domain/plan-file/take-areas.ts'
import { cleanGround } from '#domain/plan-ground/clean-ground.ts'
import type { HomeGround, RawGrid, RawMicroGrid } from '#domain/plan-ground/clean-ground.types.ts'
import { readFile } from '#server/import/file/read-file.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'

export interface PlanFileQuestion {
  bytes: Uint8Array
  name: string
  reading: z.output<typeof planFileReading>
  /** Communities the plan is about, with the ground of their grids today. */
  homes: (HomeGround & { name: string })[]
  /** A place in the county, degrees. */
  near: [number, number]
}

export type PlanFileAnswer =
  | { ok: true; read: PlanFileRead }
  /** `value`: what is wrong, without the sentence around it. */
  | { ok: false; code: string; words: string; value: string }

const MOST_ROWS = 60_000
const MOST_TOLD = 500
const MOST_PROBLEMS = 200
const SAMPLE_ROWS = 3

/** Reads a file of grids and micro-grids, whatever its format, and cleans them up. Refusals are values with words. */
export async function readPlanFile({ bytes, name, reading, homes, near }: PlanFileQuestion): Promise<PlanFileAnswer> {
  try {
    const content = await readFile(bytes, name)
    try {
      const layers = await Promise.all(content.layers.map((layer) => readLayer(layer, reading.layers)))
      const shaped = layers.filter(({ rows }) => rows.some((row) => row.geometry !== null))
      if (shaped.length === 0)
        return refuse(
          'no-shapes',
          `${name} holds a table and no shapes: send GeoJSON, a zipped Shapefile, a GeoPackage, or a table with a column of shapes (WKT).`,
          content.format,
        )
      const wanted = layers.filter(({ fields }) => fields.level !== 'none')
      const sample = wanted.flatMap(({ rows }) => rows.slice(0, 50).flatMap((row) => [firstPlace(row.geometry) ?? []]))
      const places = sample.filter((place): place is [number, number] => place.length === 2)
      const crs = systemOf(
        reading.crs,
        wanted.find((layer) => layer.layer.crs !== null)?.layer.crs ?? null,
        places,
        near,
      )
      if ('ok' in crs) return crs
      const grids: RawGrid[] = []
      const microGrids: RawMicroGrid[] = []
      const problems: PlanFileRead['problems'] = []
      for (const { layer, rows, fields } of wanted) {
        const said = reading.crs === null && layer.crs !== null ? toWgs84(layer.crs) : null
        const convert = said?.ok ? said.convert : crs.convert
        const taken = takeAreas(rows, fields, { communities: homes, toWgs84: convert })
        grids.push(...taken.grids)
        microGrids.push(...taken.microGrids)
        problems.push(...taken.problems.map((one) => ({ layer: layer.name, ...one })))
      }
      const choices = { mendMeters: reading.mendMeters, fill: new Set(reading.fill) }
      const { ground, changes } = cleanGround({ grids, microGrids }, homes, choices)
      return {
        ok: true,
        read: {
          format: content.format,
          layers: layers.map(({ layer, rows, fields }) => ({
            ...{ name: layer.name, fields: layer.fields.map((field) => field.name), rows: rows.length },
            ...{ crs: layer.crs, encoding: layer.encoding, read: fields, sample: sampleOf(rows) },
          })),
          findings: content.findings.filter((finding) => finding.code !== 'crs-missing' || crs.known === 'guessed'),
          crs: { used: crs.used, known: crs.known },
          problems: problems.slice(0, MOST_PROBLEMS),
          ground,
          changes: changes.slice(0, MOST_TOLD).map((change) => ({ ...change, names: [...change.names] })),
          untold: Math.max(0, changes.length - MOST_TOLD),
        },
      }
    } finally {
      await content.close()
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return refuse(error.reason, error.message, error.value)
    throw error
  }
}

async function readLayer(layer: FileLayer, asked: readonly LayerFields[]) {
  const rows: SourceFeature[] = []
  for await (const row of layer.features()) {
    if (rows.length === MOST_ROWS)
      throw new UnreadableFile(
        `${layer.name}: more than ${MOST_ROWS} rows; a county has fewer areas`,
        'too-large',
        layer.name,
      )
    rows.push(row)
  }
  const names = layer.fields.map((field) => field.name)
  // a table carries its shapes as text, the long ones over several columns
  const grounds = names.filter((name) => groundColumn.test(name))
  if (grounds.length > 0)
    for (const row of rows)
      row.geometry ??= groundFromText(grounds.map((name) => String(row.properties[name] ?? '')).join(''))
  return { layer, rows, fields: asked.find((one) => one.layer === layer.name) ?? guessFields(layer.name, names) }
}

/** The system of the places: the one asked for, the one the file names, else the one that lands them in the county. */
function systemOf(
  asked: string | null,
  said: string | null,
  places: readonly [number, number][],
  near: [number, number],
) {
  const used = asked ?? said ?? guessLandings(places, near).find((landing) => !landing.swapped)?.crs
  if (used === undefined)
    return refuse(
      'crs-unknown',
      'The file does not say its coordinate system and none lands near the county; choose one.',
      '',
    )
  const known = toWgs84(used)
  if (!known.ok)
    return refuse('crs-unknown', `Coordinate system ${used} is not known: ${known.reason.replaceAll('-', ' ')}.`, used)
  const kilometers = landingDistance(places, near, used, false)
  if (kilometers !== null && kilometers > FARTHEST_KILOMETERS)
    return refuse(
      'far-away',
      `Read in ${used}, the places lie ${Math.round(kilometers)} km from the county; choose another system.`,
      `${Math.round(kilometers)}`,
    )
  const how = asked !== null ? 'asked' : said !== null ? 'file' : 'guessed'
  return { used, known: how as 'asked' | 'file' | 'guessed', convert: known.convert }
}

function refuse(code: string, words: string, value: string) {
  return { ok: false as const, code, words, value }
}

function sampleOf(rows: readonly SourceFeature[]): Record<string, string>[] {
  return rows
    .slice(0, SAMPLE_ROWS)
    .map(({ properties }) =>
      Object.fromEntries(Object.entries(properties).map(([field, value]) => [field, String(value ?? '').slice(0, 80)])),
    )
}
