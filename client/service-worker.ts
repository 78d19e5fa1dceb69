/**
 * Lets a wall begin without a network: the page, its files, and what its map is drawn from, as they were last seen. Figures
 * and the newest issues are not kept here, but with their time by the page itself. It stands before every page of a browser
 * that has shown a wall, because the map's own worker belongs to no page; other doors are never begun from what is kept.
 */
export type {}

interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}

const PAGE = 'gridboard-page'
const FILES = 'gridboard-files'
const MAP = 'gridboard-map'
const most = { [FILES]: 300, [MAP]: 3_000 }
/** A network that does not answer for so long is none. */
const PATIENCE_MILLISECONDS = 4_000
/** A tile or a surface may take longer to be counted: after so long what was seen last stands in for it. */
const LONG_PATIENCE_MILLISECONDS = 10_000
/** What was never seen fails after so long rather than never: a map that waits for it would not come to rest. */
const LAST_PATIENCE_MILLISECONDS = 30_000
/** One answer is kept anew at most this often: tiles of a busy county change every second. */
const KEEP_MILLISECONDS = 30_000
const mapPaths = /^\/(tiles\/|api\/(counties|heat|areas|coverage|categories)(\/|$))/

const worker = globalThis as unknown as EventTarget & {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
const keptAt = new Map<string, number>()

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => (event as Fetching).waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const fetching = event as Fetching
  const { request } = fetching
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') fetching.respondWith(page(request))
  else if (pathname.startsWith('/assets/') || pathname === '/icon.svg') fetching.respondWith(file(fetching))
  else if (mapPaths.test(pathname)) fetching.respondWith(newest(fetching))
})

/** Every address of a wall is the same page: kept once. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.open(PAGE)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
    if (answer.ok && isWall(request)) await kept.put('/wall', answer.clone())
    if (answer.status < 500 || !isWall(request)) return answer
    return (await kept.match('/wall')) ?? answer
  } catch (error) {
    const known = isWall(request) ? await kept.match('/wall') : undefined
    if (known) return known
    throw error
  }
}

function isWall({ url }: Request): boolean {
  return /^\/wall(\/|$)/.test(new URL(url).pathname)
}

/** Files have the print of what is in them in their names: what is kept is right for ever. */
async function file(fetching: Fetching): Promise<Response> {
  const kept = await caches.open(FILES)
  const known = await kept.match(fetching.request)
  if (known) return known
  const answer = await fetch(fetching.request)
  if (answer.ok) fetching.waitUntil(keep(FILES, fetching.request, answer.clone()))
  return answer
}

/** The network's answer; what was seen last where there is none, or where a pulled cable lets it wait for ever. */
async function newest(fetching: Fetching): Promise<Response> {
  const answering = answerOf(fetching)
  // it may break long after somebody else's answer was taken
  answering.catch(() => {})
  const within = (milliseconds: number) => Promise.race([answering, waited(milliseconds)])
  return (
    (await within(LONG_PATIENCE_MILLISECONDS)) ??
    (await lastSeen(fetching.request)) ??
    (await within(LAST_PATIENCE_MILLISECONDS - LONG_PATIENCE_MILLISECONDS)) ??
    Response.error()
  )
}

function waited(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

async function answerOf(fetching: Fetching): Promise<Response> {
  const { request } = fetching
  try {
    const answer = await fetch(request)
    if (answer.status === 200 && Date.now() - (keptAt.get(request.url) ?? 0) > KEEP_MILLISECONDS) {
      keptAt.set(request.url, Date.now())
      fetching.waitUntil(keep(MAP, request, answer.clone()))
    }
    if (answer.status < 500) return answer
    return (await lastSeen(request)) ?? answer
  } catch (error) {
    const known = await lastSeen(request)
    if (known) return known
    throw error
  }
}

async function lastSeen(request: Request): Promise<Response | undefined> {
  return (await caches.open(MAP)).match(request, { ignoreVary: true })
}

async function keep(name: typeof FILES | typeof MAP, request: Request, answer: Response): Promise<void> {
  const kept = await caches.open(name)
  await kept.put(request, answer)
  const keys = await kept.keys()
  // the oldest come first
  for (const key of keys.slice(0, Math.max(0, keys.length - most[name]))) await kept.delete(key)
}
