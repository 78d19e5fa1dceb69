import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import styles from './SwipeHandle.module.css'

/** Hundredths of the width. */
const STEP = 1
const STRIDE = 10

export interface SwipeHandleProps {
  /** Hundredths of the width of the map that is seen, 0 to 100. */
  at: number
  onMove(at: number): void
  /** What is seen left and right of it. */
  left: string
  right: string
}

/** The handle between two plans: mouse, finger and arrow keys move it, the map shows the one plan left and the other right. */
export function SwipeHandle({ at, onMove, left, right }: SwipeHandleProps) {
  const { t } = useTranslation('plan-compare')
  const view = useMapView()
  const room = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the map goes on below the panel at the side, the handle does not
    const put = () => {
      const { width } = view.getSize()
      if (width > 0) view.setSwipe(((at / 100) * (room.current?.offsetWidth ?? width)) / width)
    }
    // a panel at the side may come and go, and the window may become another
    const watched = new ResizeObserver(put)
    watched.observe(room.current!)
    return () => watched.disconnect()
  }, [view, at])
  useEffect(() => () => view.setSwipe(null), [view])
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = event.currentTarget.parentElement!.getBoundingClientRect()
    onMove(within(((event.clientX - box.left) / box.width) * 100))
  }
  const press = (event: KeyboardEvent) => {
    const next = nextPlace(event, at)
    if (next === null) return
    event.preventDefault()
    // arrow keys move the map elsewhere
    event.stopPropagation()
    onMove(within(next))
  }
  return createPortal(
    <div ref={room} className={styles.swipe}>
      <div className={styles.tag} style={{ right: `${100 - at}%` }}>
        {left}
      </div>
      <div className={styles.tag} style={{ left: `${at}%` }}>
        {right}
      </div>
      <div
        className={styles.handle}
        style={{ left: `${at}%` }}
        role="slider"
        tabIndex={0}
        aria-label={t('swipe.handle', { left, right })}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at)}
        aria-valuetext={t('swipe.at', { share: Math.round(at), left })}
        onPointerDown={drag}
        onPointerMove={drag}
        onKeyDown={press}
      >
        <span aria-hidden="true">⇔</span>
      </div>
    </div>,
    document.querySelector('main') ?? document.body,
  )
}

function nextPlace({ key, shiftKey }: KeyboardEvent, at: number): number | null {
  const step = shiftKey ? STRIDE : STEP
  if (key === 'ArrowLeft' || key === 'ArrowDown') return at - step
  if (key === 'ArrowRight' || key === 'ArrowUp') return at + step
  if (key === 'PageDown') return at - STRIDE
  if (key === 'PageUp') return at + STRIDE
  if (key === 'Home') return 0
  return key === 'End' ? 100 : null
}

function within(at: number): number {
  return Math.min(100, Math.max(0, Math.round(at * 10) / 10))
}
