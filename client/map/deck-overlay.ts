import type { Layer } from '@deck.gl/core'
import type { MapLibreOverlay } from '@deck.gl/maplibre'
import type { Map as MapLibreMap } from 'maplibre-gl'

/** The one deck.gl overlay of a map: made when the first layer comes, replaced after its WebGL context is lost. */
export interface DeckOverlay {
  setLayers(layers: Layer[]): void
  canvas(): HTMLCanvasElement | null
  remove(): void
}

/** `onGone` is told when the overlay was lost more often than replacing helps. */
export function createDeckOverlay(map: MapLibreMap, onGone: () => void): DeckOverlay {
  let overlay: MapLibreOverlay | undefined
  let layers: Layer[] = []
  let making = false
  let removed = false
  const losses: number[] = []

  // whoever has layers has loaded deck.gl already; a page without any never does
  const make = async () => {
    if (making) return
    making = true
    try {
      const { MapLibreOverlay: Overlay } = await import('@deck.gl/maplibre')
      if (removed) return
      const made = new Overlay({
        interleaved: false,
        layers,
        useDevicePixels: true,
        // its canvas stands only now
        onDeviceInitialized: () => made.getCanvas()?.addEventListener('webglcontextlost', replace, { once: true }),
      })
      overlay = made
      map.addControl(made)
    } finally {
      making = false
    }
  }
  const replace = () => {
    const now = performance.now()
    losses.push(now)
    if (losses.filter((at) => now - at < 60_000).length > 3) return onGone()
    // deck.gl cannot bring a lost context back: layers are made anew, their resources died with it
    layers = layers.map((layer) => layer.clone({}))
    if (overlay) map.removeControl(overlay)
    overlay = undefined
    void make()
  }
  return {
    setLayers(next) {
      layers = next
      if (overlay) overlay.setProps({ layers })
      else if (layers.length > 0) void make()
    },
    canvas: () => overlay?.getCanvas() ?? null,
    remove() {
      removed = true
      overlay?.getCanvas()?.removeEventListener('webglcontextlost', replace)
      if (overlay) map.removeControl(overlay)
      overlay = undefined
    },
  }
}
