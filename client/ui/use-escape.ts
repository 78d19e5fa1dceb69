import { useEffect, useRef } from 'react'

/** What Escape closes next stands last. */
const open: (() => void)[] = []

/** Escape closes the newest thing that is open, and only that; a field or a dialog keeps the key for itself. */
export function useEscape(active: boolean, close: () => void): void {
  const newest = useRef(close)
  useEffect(() => {
    newest.current = close
  })
  useEffect(() => {
    if (!active) return
    const entry = () => newest.current()
    open.push(entry)
    if (open.length === 1) window.addEventListener('keydown', hear, { capture: true })
    return () => {
      open.splice(open.indexOf(entry), 1)
      if (open.length === 0) window.removeEventListener('keydown', hear, { capture: true })
    }
  }, [active])
}

/** Heard on the way down, so that what lies below does not close as well. */
function hear(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || isKept(event.target)) return
  event.preventDefault()
  open.at(-1)?.()
}

function isKept(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=range], [type=radio], [type=checkbox]), textarea, select'))
  )
}
