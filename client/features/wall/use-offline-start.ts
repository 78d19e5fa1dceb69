import { useEffect } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { tiledLayers } from './use-wall-map.ts'

const WALL = '/wall'
/** Where the service worker keeps the page; see service-worker.ts. */
const PAGE = 'gridboard-page'
/** By then the first heat has come, also from a slow server. */
const LATER_MILLISECONDS = 15_000

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
  await controlled()
  // the map's own worker asked for its tiles before there was anybody to keep them
  for (const layer of tiledLayers) view.refreshTiles(layer, 'all')
  const page = await fetch(WALL).catch(() => null)
  if (page?.ok) await (await caches.open(PAGE)).put(WALL, page)
  await askAgain()
  setTimeout(() => void askAgain(), LATER_MILLISECONDS)
}

/** What came before the worker was there, or was on its way then, is asked for once more, out of the browser's own cache. */
async function askAgain(): Promise<void> {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const wanted = loaded.filter((name) => /\/assets\/|\/icon\.svg|\/api\/(counties|heat)/.test(name))
  await Promise.allSettled([...new Set(wanted)].map((name) => fetch(name, { cache: 'force-cache' })))
}

function controlled(): Promise<void> {
  if (navigator.serviceWorker.controller !== null) return Promise.resolve()
  return new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
  )
}
