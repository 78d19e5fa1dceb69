import { useEffect } from 'react'
import { useEscape } from '#client/ui/use-escape.ts'

export interface DrawingKeys {
  /** Whether a line is begun: Enter and Backspace are its own then. */
  active: boolean
  onFinish(): void
  onDropLast(): void
  onCancel(): void
}

/** Enter, Backspace and Escape while a tool is in hand; they reach the tool before the rest of the page. */
export function useDrawingKeys({ active, onFinish, onDropLast, onCancel }: DrawingKeys): void {
  useEscape(true, onCancel)
  useEffect(() => {
    if (!active) return
    const heard = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
      const onControl = event.target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(event.target.tagName)
      const run =
        event.key === 'Enter' && !onControl
          ? onFinish
          : event.key === 'Backspace' || event.key === 'z'
            ? onDropLast
            : null
      if (!run) return
      event.preventDefault()
      event.stopPropagation()
      run()
    }
    window.addEventListener('keydown', heard, { capture: true })
    return () => window.removeEventListener('keydown', heard, { capture: true })
  }, [active, onFinish, onDropLast])
}

/** Fields and dialogs keep their keys. */
export function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
