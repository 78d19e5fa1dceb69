const KEY = 'gridboard.way-back'

/** Remembers the page from which somebody goes to the identity provider, in this tab alone. */
export function keepWayBack(): void {
  try {
    sessionStorage.setItem(KEY, location.pathname + location.search)
  } catch {
    // closed storage: the way back leads to the first page
  }
}

/** The page to go back to; a path of this site. */
export function wayBack(): string {
  try {
    const kept = sessionStorage.getItem(KEY) ?? '/'
    return /^\/(?![/\\])/.test(kept) ? kept : '/'
  } catch {
    return '/'
  }
}
