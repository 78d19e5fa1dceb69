import type { Layer } from '@deck.gl/core'
import { IconLayer, type IconLayerProps } from '@deck.gl/layers'
import { drawIcon } from '#client/map/icons.ts'
import type { MarksAt } from '#domain/replay/marks-at.ts'

export interface MarkStyle {
  theme: 'dark' | 'light'
  /** Times as large as for a screen at arm's length. */
  scale: number
  zoom: number
}

/** From the least urgent, which lies below, to the most; each with its picture. */
const clocks = [
  { name: 'onTime', icon: 'ontime' },
  { name: 'soon', icon: 'soon' },
  { name: 'late', icon: 'late' },
] as const

/** Marks of a moment: thousands of them by three layers with binary positions, the same pictures as on the map of now. */
export function replayMarks(marks: MarksAt, { theme, scale, zoom }: MarkStyle): Layer[] {
  return clocks.flatMap(({ name, icon }) => {
    const drawn = drawIcon(`issue-${icon}.${theme}`)
    if (drawn === null || marks[name].length === 0) return []
    const { width, height } = drawn.image
    return [
      new IconLayer({
        id: `wall-replay-${name}`,
        data: { length: marks[name].length / 2, attributes: { getPosition: { value: marks[name], size: 2 } } },
        // it takes pictures as well; only its types do not say so
        iconAtlas: atlasOf(icon, theme, drawn.image) as unknown as NonNullable<IconLayerProps['iconAtlas']>,
        iconMapping: { mark: { x: 0, y: 0, width, height, mask: false } },
        getIcon: () => 'mark',
        getSize: 1,
        sizeScale: (height / drawn.pixelRatio) * scale * sizeAt(zoom),
        sizeUnits: 'pixels',
      }),
    ]
  })
}

/** As the map draws its marks: small where the whole county is seen. */
function sizeAt(zoom: number): number {
  return 0.55 + Math.min(1, Math.max(0, (zoom - 9) / 6)) * 0.45
}

const atlases = new Map<string, ImageData>()

/** The same picture by identity: another one would be uploaded again. */
function atlasOf(icon: string, theme: string, image: ImageData): ImageData {
  const key = `${icon}.${theme}`
  const known = atlases.get(key) ?? image
  atlases.set(key, known)
  return known
}
