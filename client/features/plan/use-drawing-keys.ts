import { useEffect } from 'react'

export interface DrawingKeys {
  /** Whether a line is begun: Enter and Backspace are its own then. */
  active: boolean
  onFinish(): void
  onDropLast(): void
  onCancel(): void
}

/** Enter, Backspace and Escape while a tool is in hand; they reach the tool before the rest of the page. */
export function useDrawingKeys({ active, onFinish, onDropLast, onCancel }: DrawingKeys): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const target = event.target
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      if (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      const onControl = target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName)
      const run =
        event.key === 'Escape'
          ? onCancel
          : !active
            ? null
            : event.key === 'Enter' && !onControl
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
  }, [active, onFinish, onDropLast, onCancel])
}
