import { expression, type LayerSpecification, latest } from '@maplibre/maplibre-gl-style-spec'
import type { Position } from '#domain/contract/common.ts'
import { groupBy } from './group-by.ts'
import type { Projection } from './projection.ts'
import { trace } from './trace.ts'

/** One feature of a tile layer, as it is drawn on paper. */
export interface StyledFeature {
  /** The tile layer that holds it: `road`, `water`. */
  layer: string
  properties: Record<string, string | boolean>
  /** Rings of polygons (holes among them), or lines. */
  paths: Position[][]
}

/** A pixel of a style is 1/96 inch. */
export const POINTS_PER_PIXEL = 0.75

/** Zoom at which a screen shows the ground as large as the paper does: tiles of 512 pixels. */
export function zoomOf({ pointsPerMeter }: Projection, latitude: number): number {
  const pixelsPerMeter = pointsPerMeter / POINTS_PER_PIXEL
  const around = 40_075_016.686 * Math.cos((latitude * Math.PI) / 180)
  return Math.log2((around * pixelsPerMeter) / 512)
}

type Drawn = Extract<LayerSpecification, { type: 'fill' | 'line' }>

/**
 * Draws fills and lines of a MapLibre style as vectors: the same filters, expressions, colours and widths as on the screen.
 * Blurred and shifted lines (shores, feet of hills) are of the screen alone.
 */
export function paintStyle(
  doc: PDFKit.PDFDocument,
  projection: Projection,
  layers: readonly LayerSpecification[],
  features: readonly StyledFeature[],
  zoom: number,
): void {
  for (const layer of layers) {
    if (layer.type !== 'fill' && layer.type !== 'line') continue
    if (zoom < (layer.minzoom ?? 0) || zoom >= (layer.maxzoom ?? 25)) continue
    const paint: Record<string, unknown> = layer.paint ?? {}
    if ('line-blur' in paint || 'line-offset' in paint || 'fill-translate' in paint) continue
    const own = features.filter((feature) => feature.layer === layer['source-layer'] && passes(layer, feature, zoom))
    for (const [key, like] of groupBy(own, (feature) => JSON.stringify(paintOf(layer, feature, zoom))))
      strokeOrFill(doc, projection, layer, like, JSON.parse(key))
  }
}

interface Paint {
  color: string
  opacity: number
  width: number
  outline: string | null
  dash: number[] | null
}

function strokeOrFill(
  doc: PDFKit.PDFDocument,
  projection: Projection,
  layer: Drawn,
  features: readonly StyledFeature[],
  { color, opacity, width, outline, dash }: Paint,
): void {
  if (opacity <= 0.005) return
  doc.save()
  if (layer.type === 'fill') {
    doc.fillOpacity(opacity).strokeOpacity(opacity)
    // one path for each: rings of neighbours must not cut holes into each other
    for (const { paths } of features) {
      trace(doc, projection, paths, true)
      if (outline) doc.lineWidth(0.3).fillAndStroke(color, outline, 'even-odd')
      else doc.fill(color, 'even-odd')
    }
  } else if (width > 0) {
    const { 'line-cap': cap, 'line-join': join } = layer.layout ?? {}
    for (const { paths } of features) trace(doc, projection, paths)
    if (dash) doc.dash(dash[0]! * width, { space: dash[1]! * width })
    doc
      .lineCap(cap === 'round' && !dash ? 'round' : 'butt')
      .lineJoin(join === 'round' ? 'round' : 'miter')
      .lineWidth(width)
      .strokeOpacity(opacity)
      .stroke(color)
  }
  doc.restore()
}

function paintOf(layer: Drawn, feature: StyledFeature, zoom: number): Paint {
  const paint = layer.paint as Record<string, unknown> | undefined
  const of = (name: string) => paintValue(layer.type, name, paint?.[name], feature, zoom)
  const outline = paint?.['fill-outline-color']
  return layer.type === 'fill'
    ? {
        ...{ color: hexOf(of('fill-color')), opacity: Number(of('fill-opacity')), width: 0, dash: null },
        outline: outline === undefined ? null : hexOf(of('fill-outline-color')),
      }
    : {
        ...{ color: hexOf(of('line-color')), opacity: Number(of('line-opacity')), outline: null },
        width: Number(of('line-width')) * POINTS_PER_PIXEL,
        dash: (paint?.['line-dasharray'] as number[] | undefined) ?? null,
      }
}

const readers = new WeakMap<object, ReturnType<typeof expression.createPropertyExpression>>()

/** The value of a paint property; its default where the style says nothing. */
function paintValue(
  kind: 'fill' | 'line',
  name: string,
  value: unknown,
  feature: StyledFeature,
  zoom: number,
): unknown {
  const specification = (latest[`paint_${kind}`] as Record<string, { default?: unknown }>)[name]!
  if (value === undefined) return specification.default
  if (typeof value !== 'object' || value === null) return value
  const reader = readers.get(value) ?? expression.createPropertyExpression(value, name, specification as never)
  readers.set(value, reader)
  if (reader.result === 'error') throw new Error(`${name} of the style cannot be read: ${JSON.stringify(value)}`)
  return reader.value.evaluate({ zoom } as never, { type: 'Unknown', properties: feature.properties } as never)
}

function passes(layer: Drawn, feature: StyledFeature, zoom: number): boolean {
  if (layer.filter === undefined) return true
  const filter = layer.filter as object
  const reader = readers.get(filter) ?? expression.createPropertyExpression(filter, 'filter', FILTER as never)
  readers.set(filter, reader)
  if (reader.result === 'error') throw new Error(`a filter of ${layer.id} cannot be read`)
  return Boolean(reader.value.evaluate({ zoom } as never, { type: 'Unknown', properties: feature.properties } as never))
}

const FILTER = {
  type: 'boolean',
  default: false,
  transition: false,
  'property-type': 'data-driven',
  expression: { interpolated: false, parameters: ['zoom', 'feature'] },
}

interface Rgba {
  r: number
  g: number
  b: number
  a: number
}

/** `#rrggbb`; colours of the base map are opaque. */
function hexOf(color: unknown): string {
  if (typeof color === 'string') return color
  const { r, g, b } = color as Rgba
  return `#${[r, g, b]
    .map((share) =>
      Math.round(share * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
