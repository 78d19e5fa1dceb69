import type { MapView, OverlayLayer } from '#client/map/map-view.types.ts'

/** What is drawn of one kind of heat. */
export interface Drawing {
  data: GeoJSON.GeoJSON
  layers: readonly OverlayLayer[]
}

/** How long a picture takes to come, and to go. */
export const DISSOLVE_MILLISECONDS = 240
/** Ground that does not come must not keep a picture away for longer. */
const PATIENCE_MILLISECONDS = 1_000

export interface Dissolve {
  /** Draws this from now on; null: nothing. Only with `moves` does it come and go by degrees. */
  show(drawing: Drawing | null, moves: boolean): void
}

/**
 * A surface that comes and goes by the strength of its whole layer. The old one goes out, the new one comes once it is drawn
 * whole: no two pictures lie on each other, and at every moment a colour is that of its class, only paler. What changes
 * while a picture stands (an issue, a window, a day of a play) is drawn at once.
 */
export function createDissolve(view: Pick<MapView, 'setOverlay' | 'onIdle'>, id: string): Dissolve {
  let shown: Drawing | null = null
  /** Ends a coming or a going that is under way. */
  let end = () => {}
  let going = false
  const put = ({ data, layers }: Drawing) => view.setOverlay(id, { data, slot: 'surface', layers: [...layers] })
  const clear = () => {
    view.setOverlay(id, null)
    shown = null
    going = false
  }

  function come(drawing: Drawing) {
    put(faint(drawing))
    const arrive = () => {
      end()
      put(drawing)
    }
    const timer = setTimeout(arrive, PATIENCE_MILLISECONDS)
    const stop = view.onIdle(arrive)
    end = () => {
      end = () => {}
      clearTimeout(timer)
      stop()
    }
  }

  function go(drawing: Drawing) {
    put(faint(drawing))
    going = true
    const timer = setTimeout(clear, DISSOLVE_MILLISECONDS)
    end = () => {
      end = () => {}
      clearTimeout(timer)
    }
  }

  return {
    show(drawing, moves) {
      if (drawing === null && going) return
      end()
      const before = going ? null : shown
      going = false
      if (drawing === null) {
        if (before && moves) go(before)
        else clear()
        return
      }
      shown = moves ? moving(drawing) : drawing
      if (moves && before === null) come(shown)
      else put(shown)
    },
  }
}

/** Paint of a layer that its strength is told by. */
const strengths: Partial<Record<OverlayLayer['type'], string>> = {
  fill: 'fill-opacity',
  line: 'line-opacity',
  symbol: 'text-opacity',
}

function moving({ data, layers }: Drawing): Drawing {
  const slow = { duration: DISSOLVE_MILLISECONDS, delay: 0 }
  return { data, layers: layers.map((layer) => painted(layer, (name) => ({ [`${name}-transition`]: slow }))) }
}

function faint({ data, layers }: Drawing): Drawing {
  return { data, layers: layers.map((layer) => painted(layer, (name) => ({ [name]: 0 }))) }
}

function painted(layer: OverlayLayer, by: (strength: string) => object): OverlayLayer {
  const strength = strengths[layer.type]
  return strength === undefined ? layer : ({ ...layer, paint: { ...layer.paint, ...by(strength) } } as OverlayLayer)
}
