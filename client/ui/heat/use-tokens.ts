import { useMemo, useSyncExternalStore } from 'react'

/** Values of CSS tokens of the page as it is themed now; `names` must keep its identity between renders. */
export function useTokens(names: readonly string[]): readonly string[] {
  const text = useSyncExternalStore(subscribeTheme, () => readTokens(names))
  return useMemo(() => text.split('\n'), [text])
}

function readTokens(names: readonly string[]): string {
  const style = getComputedStyle(document.documentElement)
  return names.map((name) => style.getPropertyValue(name).trim()).join('\n')
}

/** The attribute is what turns the colours, and it is set after the address has changed. */
function subscribeTheme(heard: () => void): () => void {
  const observer = new MutationObserver(heard)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
