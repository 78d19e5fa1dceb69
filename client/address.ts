/**
 * The page's address (path and query string) as one small store: every view state lives in it.
 * Writes of the query are gathered and put down with replaceState, so that a drag of the map leaves no history.
 */
const pending = new Map<string, string | null>()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Query keys that go with the user from door to door; all others belong to the page that wrote them. */
const carried = ['county', 'camera', 'theme', 'language', 'selected', 'wall']

/** Calls `heard` after each change of path or query. */
export function subscribeAddress(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

export function readPath(): string {
  const path = location.pathname.replace(/\/+$/, '')
  return path === '' ? '/' : path
}

/** Value of a query key as it will stand in the address; null when absent. */
export function readParameter(key: string): string | null {
  const waiting = pending.get(key)
  return waiting === undefined ? new URLSearchParams(location.search).get(key) : waiting
}

/** Writes a query key; null removes it. The address bar follows within 150 ms, readers at once. */
export function writeParameter(key: string, value: string | null): void {
  if (readParameter(key) === value) return
  pending.set(key, value)
  timer ??= setTimeout(flushAddress, 150)
  tell()
}

/** Writes a query key as a place of its own, which the browser's Back leaves again; null removes it. */
export function visitParameter(key: string, value: string | null): void {
  if (readParameter(key) === value) return
  flushAddress()
  const search = currentSearch()
  if (value === null) search.delete(key)
  else search.set(key, value)
  history.pushState(null, '', location.pathname + printSearch(search) + location.hash)
  tell()
}

/** Puts gathered writes into the address bar now. */
export function flushAddress(): void {
  clearTimeout(timer)
  timer = undefined
  if (pending.size === 0) return
  const search = currentSearch()
  pending.clear()
  history.replaceState(history.state, '', location.pathname + printSearch(search) + location.hash)
}

/** Goes to another door without loading the page anew; the county, camera, theme, language and selection go along. */
export function navigate(path: string): void {
  history.pushState(null, '', addressOfDoor(path))
  pending.clear()
  tell()
}

/** Address of a door with what is carried along, for links. */
export function addressOfDoor(path: string): string {
  const search = currentSearch()
  for (const key of [...search.keys()]) if (!carried.includes(key)) search.delete(key)
  return path + printSearch(search)
}

function currentSearch(): URLSearchParams {
  const search = new URLSearchParams(location.search)
  for (const [key, value] of pending) {
    if (value === null) search.delete(key)
    else search.set(key, value)
  }
  return search
}

/** Commas, colons and slashes stay readable: they are allowed in a query. */
function printSearch(search: URLSearchParams): string {
  const text = search
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%7E', '~')
  return text === '' ? '' : `?${text}`
}

function tell(): void {
  for (const heard of listeners) heard()
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    pending.clear()
    tell()
  })
  window.addEventListener('pagehide', flushAddress)
}
