import type { Palette } from '#domain/map-style/palette.ts'

/** One sign of a legend; `word` names it in the words `layers:legend.<layer>.<word>`. */
export interface Sample {
  word: string
  sign: 'area' | 'line' | 'circle' | 'triangle' | 'diamond' | 'house'
  fill: string
  /** Rim of an area, casing of a line. */
  line?: string
  /** Pixels: of a line, or the side of a house. */
  width: number
  dash?: string
}

/** Signs of a layer in the colours of the map; the first one stands for the layer. */
export function legendOf(layer: string, palette: Palette): Sample[] {
  return samples[layer]?.(palette) ?? []
}

const samples: Record<string, (palette: Palette) => Sample[]> = {
  issue: (p) => [
    { word: 'ontime', sign: 'circle', fill: p.onTime, width: 0 },
    { word: 'soon', sign: 'triangle', fill: p.soon, width: 0 },
    { word: 'late', sign: 'diamond', fill: p.late, width: 0 },
  ],
  station: (p) => [
    { word: 'county', sign: 'house', fill: p.station, width: 15 },
    { word: 'zone', sign: 'house', fill: p.station, width: 13 },
    { word: 'community', sign: 'house', fill: p.station, width: 11 },
    { word: 'grid', sign: 'house', fill: p.station, width: 8.5 },
    { word: 'corner', sign: 'house', fill: p.station, width: 6 },
  ],
  area: (p) => [
    { word: 'street', sign: 'line', fill: p.area, width: 2 },
    { word: 'community', sign: 'line', fill: p.area, width: 1.5, dash: '5 2.5' },
    { word: 'county', sign: 'line', fill: p.county, width: 3 },
  ],
  grid: (p) => [
    { word: 'base', sign: 'line', fill: p.grid, width: 1.25 },
    { word: 'dedicated', sign: 'area', fill: `${p.grid}30`, line: p.grid, width: 0 },
  ],
  micro_grid: (p) => [{ word: 'micro_grid', sign: 'line', fill: p.microGrid, width: 1, dash: '3 2' }],
  building: (p) => [{ word: 'building', sign: 'area', fill: p.building, line: p.buildingLine, width: 0 }],
  compound: (p) => [
    { word: 'walled', sign: 'area', fill: p.compound, line: p.compoundLine, width: 0 },
    { word: 'open', sign: 'area', fill: p.compound, width: 0 },
  ],
  road: (p) => [
    { word: 'arterial', sign: 'line', fill: p.arterial, line: p.roadCasing, width: 4 },
    { word: 'motorway', sign: 'line', fill: p.motorway, line: p.roadCasing, width: 5 },
    { word: 'street', sign: 'line', fill: p.street, line: p.roadCasing, width: 3 },
    { word: 'lane', sign: 'line', fill: p.lane, line: p.roadCasing, width: 1.5 },
    { word: 'path', sign: 'line', fill: p.path, width: 1.25, dash: '3 2' },
  ],
  water: (p) => [{ word: 'water', sign: 'area', fill: p.water, line: p.shore, width: 0 }],
  green: (p) => [
    { word: 'park', sign: 'area', fill: p.park, width: 0 },
    { word: 'hill', sign: 'area', fill: p.hill, line: p.rise, width: 0 },
    { word: 'farm', sign: 'area', fill: p.farm, width: 0 },
    { word: 'beach', sign: 'area', fill: p.beach, width: 0 },
  ],
}
