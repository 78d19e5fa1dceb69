import type { FilterSpecification } from 'maplibre-gl'
import type { LayerSetting } from '#client/state/layers.ts'
import type { WallScene } from '#domain/contract/wall.ts'

/** How a scene is drawn on the one map: layers hidden, what the address says of the heat, which issues are left. */
export interface SceneLook {
  hidden: readonly string[]
  heat: { kind: string | null; window: string | null; state: string | null; category: string | null }
  issues: FilterSpecification | null
}

const usual = { kind: null, window: null, state: null, category: null }
/** Days that hot spots are counted over. */
const HOT_SPOT_DAYS = '90'

/** `categories` are the codes that a category's scene shows: its own and those below it. Pure. */
export function lookOf(scene: WallScene, categories: readonly string[]): SceneLook {
  switch (scene.kind) {
    case 'hot-spots':
      return {
        hidden: ['station', 'issue', 'micro_grid'],
        heat: { ...usual, kind: 'significance', window: HOT_SPOT_DAYS, state: 'all' },
        issues: null,
      }
    case 'circles':
      return { hidden: ['issue', 'micro_grid'], heat: { ...usual, kind: 'off' }, issues: null }
    case 'category':
      return {
        hidden: ['station', 'micro_grid'],
        heat: { ...usual, category: scene.category },
        issues: ['in', ['get', 'category'], ['literal', [...categories]]],
      }
    case 'issue':
      return { hidden: ['micro_grid'], heat: { ...usual, kind: 'off' }, issues: null }
    default:
      return { hidden: ['station', 'micro_grid'], heat: usual, issues: null }
  }
}

/** The layers of a look, bottom to top. Pure. */
export function layersOf(look: SceneLook, layers: readonly LayerSetting[]): LayerSetting[] {
  return layers.map((layer) => (look.hidden.includes(layer.id) ? { ...layer, visible: false } : layer))
}
