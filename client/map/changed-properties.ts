import type { GeoJSONSourceDiff } from 'maplibre-gl'

type Update = NonNullable<GeoJSONSourceDiff['update']>[number]
type Changes = NonNullable<Update['addOrUpdateProperties']>

/**
 * What a source has to be told where only properties changed: the same features by id on the very same geometries, in the same
 * order. Null where more is another one, and all must be sent.
 */
export function changedProperties(before: GeoJSON.GeoJSON, after: GeoJSON.GeoJSON): GeoJSONSourceDiff | null {
  if (before.type !== 'FeatureCollection' || after.type !== 'FeatureCollection') return null
  if (before.features.length !== after.features.length) return null
  const update: Update[] = []
  for (const [index, feature] of after.features.entries()) {
    const old = before.features[index]
    if (feature === old && feature.id !== undefined) continue
    const { id, geometry, properties } = feature
    if (id === undefined || old?.id !== id || old.geometry !== geometry) return null
    const changed = changesOf(old.properties ?? {}, properties ?? {})
    if (changed === null) return null
    if (changed.length > 0) update.push({ id, addOrUpdateProperties: changed })
  }
  return { update }
}

/** Null where one has other properties than the other. */
function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): Changes | null {
  const keys = Object.keys(after)
  if (keys.length !== Object.keys(before).length || !keys.every((key) => key in before)) return null
  return keys.filter((key) => before[key] !== after[key]).map((key) => ({ key, value: after[key] }))
}
