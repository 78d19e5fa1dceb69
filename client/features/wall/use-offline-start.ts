import { useEffect } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'

const WALL = '/wall'
const drawnLayers = ['water', 'area', 'issue', 'station'] as const
/** Where the service worker keeps the page; see service-worker.ts. */
const PAGE = 'gridboard-page'

/** Makes the wall begin without a network next time: its page, its files and its map are kept, once the first picture stands. */
export function useOfflineStart(): void {
  const view = useMapView()
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    let asked = false
    return view.onIdle(() => {
      if (asked) return
      asked = true
      void begin(view)
    })
  }, [view])
}

async function begin(view: MapView): Promise<void> {
  // refused where the page is not served securely: the wall runs on, it only cannot begin without its server
  const registered = await navigator.serviceWorker.register('/service-worker.js').catch(() => null)
  if (registered === null || navigator.serviceWorker.controller !== null) return
  await navigator.serviceWorker.ready
  // what came before the worker was there is asked for once more, out of the browser's own cache
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const wanted = loaded.filter((name) => /\/assets\/|\/icon\.svg|\/api\/(counties|heat)/.test(name))
  await controlled()
  // the map's own worker asked for its tiles before there was anybody to keep them
  for (const layer of drawnLayers) view.refreshTiles(layer, 'all')
  const page = await fetch(WALL).catch(() => null)
  if (page?.ok) await (await caches.open(PAGE)).put(WALL, page)
  await Promise.allSettled([...new Set(wanted)].map((name) => fetch(name, { cache: 'force-cache' })))
}

function controlled(): Promise<void> {
  if (navigator.serviceWorker.controller !== null) return Promise.resolve()
  return new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
  )
}
