import { type KeyboardEvent, useRef } from 'react'

/** Focus in a list as one stop of Tab: arrow keys, Home and End move it. `current` is the entry Tab comes to, else the first. */
export function useRovingFocus(keys: readonly string[], current: string | null) {
  const elements = useRef(new Map<string, HTMLElement>())
  const stop = current !== null && keys.includes(current) ? current : keys[0]
  return {
    list: {
      onKeyDown(event: KeyboardEvent) {
        const at = keys.findIndex((key) => elements.current.get(key) === document.activeElement)
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 }[event.key]
        if (at < 0 || to === undefined) return
        event.preventDefault()
        elements.current.get(keys[Math.min(keys.length - 1, Math.max(0, to))] ?? '')?.focus()
      },
    },
    item: (key: string) => ({
      tabIndex: key === stop ? 0 : -1,
      ref: (element: HTMLElement | null) => {
        if (element) elements.current.set(key, element)
        else elements.current.delete(key)
      },
    }),
  }
}
