import type { Layer } from '@deck.gl/core'
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers'
import type { Outline } from './use-outline.ts'

type Color = [red: number, green: number, blue: number]
const LINE: Record<'light' | 'dark', Color> = { light: [9, 107, 176], dark: [88, 196, 255] }
const RIM: Record<'light' | 'dark', Color> = { light: [255, 255, 255], dark: [11, 17, 24] }
const WIDTHS = { rim: 5, line: 2 }

/**
 * The ground that a reading is about: the border of an area, or the reach of the kernel around a place. Only a line on a rim:
 * the colours of the classes stay what they are. Pure.
 */
export function outlineLayers(outline: Outline, theme: 'light' | 'dark'): Layer[] {
  return (['rim', 'line'] as const).map((part) => {
    const color = part === 'rim' ? RIM[theme] : LINE[theme]
    const id = `heat-outline-${part}`
    if (outline.kind === 'reach')
      return new ScatterplotLayer<Outline>({
        id,
        data: [outline],
        getPosition: () => [outline.longitude, outline.latitude],
        getRadius: outline.radiusMeters,
        filled: false,
        stroked: true,
        getLineColor: color,
        getLineWidth: WIDTHS[part],
        lineWidthUnits: 'pixels',
      })
    return new PathLayer<readonly (readonly [number, number])[]>({
      id,
      data: outline.polygons.flat(),
      getPath: (ring) => ring.map(([longitude, latitude]): [number, number] => [longitude, latitude]),
      getColor: color,
      getWidth: WIDTHS[part],
      widthUnits: 'pixels',
      jointRounded: true,
    })
  })
}
