import { useMemo, useSyncExternalStore } from 'react'

/** Values of CSS tokens of the page as it is themed now; `names` must keep its identity between renders. */
export function useTokens(names: readonly string[]): readonly string[] {
  const text = useSyncExternalStore(subscribeTheme, () => readTokens(names))
  return useMemo(() => text.split('\n'), [text])
}

/** Asked for at every render of what uses them, and computing the page's style is dear then: read once a theme. */
const read = new WeakMap<readonly string[], { theme: string | undefined; text: string }>()

function readTokens(names: readonly string[]): string {
  const { theme } = document.documentElement.dataset
  const known = read.get(names)
  if (known && known.theme === theme) return known.text
  const style = getComputedStyle(document.documentElement)
  const text = names.map((name) => style.getPropertyValue(name).trim()).join('\n')
  read.set(names, { theme, text })
  return text
}

/** The attribute is what turns the colours, and it is set after the address has changed. */
function subscribeTheme(heard: () => void): () => void {
  const observer = new MutationObserver(heard)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
