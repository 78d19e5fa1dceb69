import type { LayerSpecification } from 'maplibre-gl'

/** Lengths in pixels, and sizes of pictures as a share of their own. */
const sizes: ReadonlySet<string> = new Set([
  'text-size',
  'text-padding',
  'text-halo-width',
  'icon-size',
  'icon-padding',
  'symbol-spacing',
  'line-width',
  'line-gap-width',
  'line-offset',
  'line-blur',
  'circle-radius',
  'circle-stroke-width',
])
const MOST_ZOOM = 24

/**
 * A style layer drawn `scale` times as large, for a screen with that many times the pixels: what is seen at a zoom is then
 * seen one doubling further in for each doubling of the scale, so that both screens show one picture. Pure.
 */
export function scaleLayer<Layer extends LayerSpecification>(layer: Layer, scale: number): Layer {
  if (scale === 1) return layer
  const further = Math.log2(scale)
  const sizeScale = Math.min(scale, mostScaleOf(layer))
  const scaled: Record<string, unknown> = { ...layer }
  for (const edge of ['minzoom', 'maxzoom'] as const) {
    const zoom = layer[edge]
    if (zoom !== undefined && zoom > 0) scaled[edge] = Math.max(0, Math.min(MOST_ZOOM, zoom + further))
  }
  if ('filter' in layer) scaled.filter = shifted(layer.filter, further)
  for (const part of ['layout', 'paint'] as const) {
    const given = layer[part]
    if (given === undefined) continue
    scaled[part] = Object.fromEntries(
      Object.entries(given).map(([name, value]) => {
        const moved = shifted(value, further)
        return [name, sizes.has(name) ? times(moved, sizeScale) : moved]
      }),
    )
  }
  return scaled as Layer
}

/** `mostScale` in a layer's metadata: wider than that its lines would show where tiles end. */
function mostScaleOf({ metadata }: LayerSpecification): number {
  const most: unknown =
    metadata !== null && typeof metadata === 'object' && 'mostScale' in metadata && metadata.mostScale
  return typeof most === 'number' ? most : Number.POSITIVE_INFINITY
}

/** An expression that says at zoom z what the given one says at `z - further`. */
function shifted(value: unknown, further: number): unknown {
  if (!Array.isArray(value) || value[0] === 'literal') return value
  if (value.length === 1 && value[0] === 'zoom') return ['-', ['zoom'], further]
  const stopsFrom = value[0] === 'interpolate' ? 3 : value[0] === 'step' ? 3 : -1
  const input = value[0] === 'interpolate' ? value[2] : value[1]
  if (stopsFrom < 0 || !Array.isArray(input) || input[0] !== 'zoom') return value.map((part) => shifted(part, further))
  // a zoom may stand only here: its stops move instead
  return value.map((part, at) =>
    at >= stopsFrom && (at - stopsFrom) % 2 === 0 && typeof part === 'number' ? part + further : part,
  )
}

/** A size, or an expression of sizes, times the scale; expressions by zoom stay the outermost. */
function times(value: unknown, scale: number): unknown {
  if (typeof value === 'number') return value * scale
  if (!Array.isArray(value)) return value
  if (value[0] === 'interpolate') return value.map((part, at) => (at >= 4 && at % 2 === 0 ? times(part, scale) : part))
  if (value[0] === 'step') return value.map((part, at) => (at >= 2 && at % 2 === 0 ? times(part, scale) : part))
  return typeof value[0] === 'string' ? ['*', scale, value] : value.map((part) => times(part, scale))
}
