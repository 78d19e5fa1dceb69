import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { ChevronIcon } from '#client/ui/icons.tsx'
import { useEscape } from '#client/ui/use-escape.ts'
import styles from './Menu.module.css'

export interface MenuProps {
  /** What is chosen here. */
  label: string
  /** What has been chosen, in words; null where nothing narrows the queue. */
  value: string | null
  children(close: () => void): ReactNode
}

/** A button that opens a small panel below itself; Escape, a click elsewhere and the button close it. */
export function Menu({ label, value, children }: MenuProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    button.current?.focus({ preventScroll: true })
  }
  useEscape(open, close)

  useEffect(() => {
    if (!open) return
    const first = panel.current?.querySelector<HTMLElement>('input:checked, input, button, select')
    first?.focus({ preventScroll: true })
    if (panel.current) keepOnScreen(panel.current)
    const menu = root.current
    const isInside = (target: EventTarget | null) => target instanceof Node && (menu?.contains(target) ?? false)
    const pressed = (event: PointerEvent) => !isInside(event.target) && setOpen(false)
    const leaving = (event: FocusEvent) => event.relatedTarget && !isInside(event.relatedTarget) && setOpen(false)
    // a field in the panel keeps Escape from the page: here it closes the panel
    const escaping = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      button.current?.focus({ preventScroll: true })
    }
    addEventListener('pointerdown', pressed)
    menu?.addEventListener('focusout', leaving)
    menu?.addEventListener('keydown', escaping)
    return () => {
      removeEventListener('pointerdown', pressed)
      menu?.removeEventListener('focusout', leaving)
      menu?.removeEventListener('keydown', escaping)
    }
  }, [open])

  return (
    <div ref={root} className={styles.menu}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        data-set={value !== null || undefined}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.label}>{label}</span>
        {value !== null && <span className={styles.value}>{value}</span>}
        <ChevronIcon />
      </button>
      {open && (
        <section ref={panel} id={id} className={styles.panel} aria-label={label}>
          {children(close)}
        </section>
      )}
    </div>
  )
}

const GAP_PIXELS = 8

/** Moves the panel left where it would reach past the window's right edge. */
function keepOnScreen(panel: HTMLElement): void {
  const { right, left } = panel.getBoundingClientRect()
  const over = right + GAP_PIXELS - innerWidth
  if (over > 0) panel.style.translate = `${-Math.min(over, left - GAP_PIXELS)}px 0`
}
