import type { Layer } from '@deck.gl/core'
import { PathLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers'
import type { Position } from '#domain/contract/common.ts'
import { interiorPoint } from '#domain/partition/interior-point.ts'
import { toPosition } from '#domain/partition/lattice.ts'
import { doubleArea, toMultiPolygon } from '#domain/partition/polygon.ts'
import { sideColors } from './plan-tones.ts'
import type { SplitPreview, SplitSide } from './split-preview.ts'

const BAD: Record<'light' | 'dark', [number, number, number]> = { light: [179, 48, 15], dark: [255, 138, 110] }
const RIM: Record<'light' | 'dark', [number, number, number]> = { light: [255, 255, 255], dark: [11, 17, 24] }

/** The line being drawn, its prolongation, its corners, and the two sides it would make, lettered A and B. */
export function splitPreviewLayers(
  preview: SplitPreview,
  drawn: readonly Position[],
  theme: 'light' | 'dark',
): Layer[] {
  const lineColor = preview.ok ? sideColors[theme][0] : BAD[theme]
  const layers: Layer[] = []
  if (preview.ok) layers.push(...sideLayers([preview.left, preview.right], theme))
  layers.push(
    path('plan-line-rim', preview.line, [...RIM[theme], 200], 6),
    path('plan-line-prolonged', preview.line, [...lineColor, 150], 2),
    path('plan-line', drawn, [...lineColor, 255], 3.5),
    new ScatterplotLayer<Position>({
      id: 'plan-line-corners',
      data: [...drawn],
      getPosition: (place) => [...place],
      getRadius: 5,
      radiusUnits: 'pixels',
      getFillColor: RIM[theme],
      stroked: true,
      getLineColor: [...lineColor],
      getLineWidth: 2.5,
      lineWidthUnits: 'pixels',
    }),
  )
  return layers
}

function sideLayers(sides: readonly [SplitSide, SplitSide], theme: 'light' | 'dark'): Layer[] {
  const colors = sideColors[theme]
  const tints = new PolygonLayer<{ rings: number[][][]; side: number }>({
    id: 'plan-sides',
    data: sides.flatMap(({ polygons }, side) => toMultiPolygon(polygons).map((rings) => ({ rings, side }))),
    getPolygon: (part) => part.rings,
    getFillColor: (part) => [...colors[part.side === 0 ? 0 : 1], 90],
    stroked: false,
    updateTriggers: { getFillColor: theme },
  })
  const letters = new TextLayer<{ text: string; at: Position; side: number }>({
    id: 'plan-letters',
    data: sides.map((side, index) => ({ text: index === 0 ? 'A' : 'B', at: placeOf(side), side: index })),
    getText: (letter) => letter.text,
    getPosition: (letter) => [...letter.at],
    getSize: 20,
    getColor: RIM[theme],
    background: true,
    getBackgroundColor: (letter) => [...colors[letter.side === 0 ? 0 : 1], 255],
    backgroundPadding: [9, 4],
    fontWeight: 700,
    updateTriggers: { getBackgroundColor: theme },
  })
  return [tints, letters]
}

function placeOf({ polygons }: SplitSide): Position {
  const largest = polygons.reduce((one, other) => (doubleArea([other]) > doubleArea([one]) ? other : one))
  const [x, y] = interiorPoint(largest)
  return toPosition(x, y)
}

function path(id: string, line: readonly Position[], color: number[], widthPixels: number): Layer {
  return new PathLayer<readonly Position[]>({
    id,
    data: line.length < 2 ? [] : [line],
    getPath: (points) => points.map(([x, y]): [number, number] => [x, y]),
    getColor: color as [number, number, number, number],
    getWidth: widthPixels,
    widthUnits: 'pixels',
    jointRounded: true,
    capRounded: true,
  })
}
