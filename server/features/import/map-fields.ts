import { layerFields } from '#domain/contract/import-fields.ts'
import type { FieldSource, ImportLayer } from '#domain/contract/manifest.ts'

export type MappedFields =
  | { ok: true; fields: Record<string, unknown> }
  | { ok: false; field: string; value: string; message: string }

/** Takes a row's values to the layer's fields; refuses with the field, its value and what was expected. */
export function mapFields(
  layer: ImportLayer,
  mapping: Record<string, FieldSource>,
  properties: Record<string, unknown>,
): MappedFields {
  const given: Record<string, unknown> = {}
  for (const [field, source] of Object.entries(mapping)) {
    const value = valueFrom(source, properties)
    if (value !== undefined && value !== null && value !== '') given[field] = value
  }
  const parsed = layerFields[layer].safeParse(given)
  if (parsed.success) return { ok: true, fields: parsed.data }
  const issue = parsed.error.issues[0]!
  const field = String(issue.path[0])
  return { ok: false, field, value: JSON.stringify(given[field]) ?? 'nothing', message: issue.message }
}

/** Names of fields a manifest maps that the layer does not know. */
export function unknownFields(layer: ImportLayer, mapping: Record<string, FieldSource>): string[] {
  const known = Object.keys(layerFields[layer].shape)
  return Object.keys(mapping).filter((field) => !known.includes(field))
}

function valueFrom(source: FieldSource, properties: Record<string, unknown>): unknown {
  if (typeof source === 'string') return properties[source]
  if ('value' in source) return source.value
  if ('template' in source)
    return source.template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => String(properties[name] ?? '')).trim()
  const value = properties[source.from]
  if ('dividedBy' in source) {
    const number = Number(value)
    return value === undefined || value === null || Number.isNaN(number) ? value : number / source.dividedBy
  }
  return source.map[String(value)] ?? source.otherwise
}
