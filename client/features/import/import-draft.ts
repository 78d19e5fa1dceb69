import type { z } from 'zod'
import type { ImportFile, ImportPreview, runImport } from '#domain/contract/import.ts'
import { fieldsOfLayer } from '#domain/contract/import-fields.ts'
import type { FieldSource, ImportLayer, ImportSource } from '#domain/contract/manifest.ts'
import { guessKey, guessMapping } from '#domain/import/guess-mapping.ts'
import { guessTarget } from '#domain/import/guess-target.ts'

/** Layers that are imported by hand; dwellings need a manifest. */
export const layersByHand = [
  'statistic',
  'issue',
  'division',
  'road',
  'walk_edge',
  'building',
  'compound',
  'gate',
  'station',
  'site_candidate',
  'water',
  'green',
  'grid',
  'micro_grid',
  'area',
] as const satisfies readonly ImportLayer[]
export type LayerByHand = (typeof layersByHand)[number]

/** How the coordinates of the file are read; '' takes what the file says. */
export interface Reading {
  crs: string
  swapAxes: boolean
  acceptShifted: boolean
}

/** What a person has decided of a file so far. A field's value: '' for nothing, '=word' for always that word, else a column. */
export interface ImportDraft extends Reading {
  layer: string
  target: LayerByHand
  source: string
  key: string
  fields: Record<string, string>
  removeMissing: boolean
  /** Areas: codes and streets come from the division table. */
  divisions: boolean
  /** Counts: what the key of a row names. */
  joinTo: JoinTo
  /** Issues: how 03/04/2015 is meant; '' where every date begins with its year. */
  dates: DateOrder | ''
  /** Walking network: metres as typed; '' joins at ends alone. */
  nodeMeters: string
  /** Nobody has chosen yet what the layer is taken as: what its rows look like may propose another. */
  proposed: boolean
}

export const joinTos = ['community', 'grid', 'micro_grid', 'building', 'street'] as const satisfies JoinTo[]
export type JoinTo = NonNullable<ImportSource['joinTo']>
export const dateOrders = ['month-first', 'day-first'] as const satisfies DateOrder[]
export type DateOrder = NonNullable<ImportSource['dates']>

const points = new Set<ImportLayer>(['building', 'station', 'site_candidate', 'gate'])
const themes: Readonly<Record<string, LayerByHand>> = {
  streets: 'road',
  walk: 'walk_edge',
  gates: 'gate',
  buildings: 'building',
  compounds: 'compound',
  water: 'water',
  green: 'green',
  stations: 'station',
  boundaries: 'area',
}

export function draftOf(file: ImportFile, layer = file.layers[0]?.name ?? ''): ImportDraft {
  return {
    layer,
    removeMissing: false,
    divisions: false,
    joinTo: 'community',
    dates: '',
    nodeMeters: '',
    crs: '',
    swapAxes: false,
    acceptShifted: false,
    ...toTarget(file, layer, themes[layer] ?? proposedTarget(file, layer, 'Polygon')),
    proposed: themes[layer] === undefined,
  }
}

/** What the layer is proposed as once its first rows are known; the draft itself where somebody has chosen. */
export function proposeTarget(file: ImportFile, draft: ImportDraft, rows: ImportPreview['rows']): ImportDraft {
  if (!draft.proposed || rows.length === 0) return draft
  const placeless = file.findings.some(({ code, layer }) => code === 'rows-without-geometry' && layer === draft.layer)
  const type = placeless ? null : rows.find(({ geometry }) => geometry !== null)?.geometry?.type
  const target = type === undefined ? draft.target : proposedTarget(file, draft.layer, type)
  return target === draft.target
    ? { ...draft, proposed: false }
    : { ...draft, proposed: false, ...toTarget(file, draft.layer, target) }
}

function proposedTarget(file: ImportFile, layer: string, type: string | null): LayerByHand {
  const columns = file.layers.find(({ name }) => name === layer)?.fields.map(({ name }) => name) ?? []
  const guessed = guessTarget(`${layer} ${file.name}`, columns, type)
  return layersByHand.find((one) => one === guessed) ?? 'green'
}

/** A layer of the file taken as another layer of the map: columns are proposed anew. */
export function toTarget(file: ImportFile, layer: string, target: LayerByHand) {
  const columns = file.layers.find(({ name }) => name === layer)?.fields.map(({ name }) => name) ?? []
  const names = fieldsOfLayer(target)
  const guessed = guessMapping(
    columns,
    names.map(({ name }) => name),
  )
  const fields = Object.fromEntries(
    names.map(({ name, required, words }) => [
      name,
      guessed[name] || (required && words.length > 0 ? `=${words.at(-1)}` : ''),
    ]),
  )
  return { target, key: guessKey(columns), fields, source: sourceName(file.name, layer) }
}

/** Lower-case letters, digits and hyphens: what a source is called for good. */
function sourceName(file: string, layer: string): string {
  const whole = `${file.replace(/\.[^.]+$/, '')}-${layer}`
  const name = whole
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  // of other letters nothing is left: a number made of them keeps two such files apart
  if (!/[^\p{ASCII}]/u.test(whole)) return name.slice(0, 60)
  let number = 0
  for (const letter of whole) number = (number * 31 + letter.codePointAt(0)!) % 1_000_003
  return `${name || 'file'}-${number}`.slice(-60)
}

export function bodyOf(
  file: ImportFile,
  draft: ImportDraft,
  rows: ImportPreview['rows'],
  dryRun: boolean,
): z.input<typeof runImport.body> {
  const {
    source,
    layer,
    target,
    key,
    crs,
    swapAxes,
    acceptShifted,
    removeMissing,
    divisions,
    joinTo,
    dates,
    nodeMeters,
  } = draft
  const areas = rows.some(({ geometry }) => geometry?.type.endsWith('Polygon'))
  const geometry = points.has(target) && areas ? (target === 'building' ? 'footprint' : 'point-inside') : 'as-is'
  return {
    file: file.id,
    dryRun,
    removeMissing,
    source: {
      name: source,
      object: layer,
      layer: target,
      key,
      fields: mapped(draft.fields),
      swapAxes,
      acceptShifted,
      geometry,
      ...(crs === '' ? {} : { crs }),
      ...(target === 'building' ? { households: {} } : {}),
      ...(target === 'area' ? { divisions } : {}),
      ...(target === 'issue' && dates !== '' ? { dates } : {}),
      ...(target === 'walk_edge' && nodeMeters !== '' ? { nodeMeters: Number(nodeMeters) } : {}),
      ...(target === 'statistic' ? { joinTo } : {}),
      ...(target === 'walk_edge' && file.format.startsWith('osm') ? { joinMeters: 0 } : {}),
    },
  }
}

function mapped(fields: Record<string, string>): Record<string, FieldSource> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, from]) => from !== '')
      .map(([field, from]) => [field, from.startsWith('=') ? { value: from.slice(1) } : from]),
  )
}
