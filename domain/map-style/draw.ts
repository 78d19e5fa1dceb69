import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Palette } from './palette.ts'

/** What a tile layer is drawn with. */
export interface DrawWith {
  palette: Palette
  theme: 'dark' | 'light'
  /** Share, 0 to 1: multiplies every opacity of the layer. */
  opacity: number
}

/** Style layers of one tile layer; labels are kept apart because they lie above all bodies. */
export interface Parts {
  bodies: LayerSpecification[]
  labels: LayerSpecification[]
  /** The few labels that no mark covers. */
  names?: LayerSpecification[]
}

/** The page's typeface as machines name it that have it installed (Linux desktops do); as files it is twenty downloads. */
export const typeface = 'Noto Sans CJK SC'

/** The labels' typeface in the style: the machine's own where it has it, else our files by that name; see client/map/font-faces.ts. */
export const labelFont = [typeface]

/** Value by zoom, growing smoothly: `[zoom, value]` pairs in ascending zoom. */
export function byZoom(...stops: [number, number | ExpressionSpecification][]): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops.flat()] as unknown as ExpressionSpecification
}

/** Value by zoom in straight lines, for opacities and sizes of text. */
export function linear(...stops: [number, number | ExpressionSpecification][]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()] as unknown as ExpressionSpecification
}

/** Value by a property's word, with a value for all others. */
export function byWord<Value extends string | number>(
  property: string,
  words: Readonly<Record<string, Value>>,
  other: Value,
): ExpressionSpecification {
  return ['match', ['get', property], ...Object.entries(words).flat(), other] as unknown as ExpressionSpecification
}

/** One colour for every feature, told like the colours of other fills: all of them are then drawn by one shader, which a driver without a GPU takes 50 ms to compile. */
export function inOneShader(color: string): ExpressionSpecification {
  return ['match', ['get', 'kind'], '', color, color]
}

export function isOneOf(property: string, words: readonly string[]): ExpressionSpecification {
  return ['in', ['get', property], ['literal', [...words]]]
}

/** Text paint shared by all labels: a halo in the colour of the land keeps them readable on anything. */
export function textPaint(color: string, { palette, opacity }: DrawWith, haloWidth = 1.6) {
  return {
    'text-color': color,
    'text-halo-color': palette.halo,
    'text-halo-width': haloWidth,
    'text-halo-blur': 0.4,
    'text-opacity': opacity,
  }
}
