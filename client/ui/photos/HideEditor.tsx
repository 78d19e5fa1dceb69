import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { MaskRectangle } from '#domain/contract/photo.ts'
import styles from './HideEditor.module.css'
import { between, isWorthHiding, moved, resized } from './rectangles.ts'

export interface HideEditorProps {
  /** Address of the photo. */
  source: string
  /** What is to be known before it is done. */
  warning: string
  onDone(rectangles: MaskRectangle[]): void
  onCancel(): void
}

/** A rectangle that is known while it moves. */
interface Drawn extends MaskRectangle {
  id: number
}

const centre: MaskRectangle = { x: 0.35, y: 0.35, width: 0.3, height: 0.3 }
const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const STEP = 0.02

/** Draws rectangles over a photo by finger or mouse; by keys, arrows move the one in focus and Shift with arrows resizes it. */
export function HideEditor({ source, warning, onDone, onCancel }: HideEditorProps) {
  const { t } = useTranslation('photos')
  const frame = useRef<HTMLDivElement>(null)
  const start = useRef<{ x: number; y: number } | null>(null)
  const [rectangles, setRectangles] = useState<readonly Drawn[]>([])
  const [drawn, setDrawn] = useState<MaskRectangle | null>(null)

  const add = (one: MaskRectangle) => setRectangles((all) => [...all, { ...one, id: 1 + (all.at(-1)?.id ?? 0) }])
  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = frame.current!.getBoundingClientRect()
    return { x: (clientX - left) / width, y: (clientY - top) / height }
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    start.current = placeOf(event)
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) setDrawn(between(start.current, placeOf(event)))
  }
  const onPointerUp = () => {
    start.current = null
    setDrawn(null)
    if (drawn && isWorthHiding(drawn)) add(drawn)
  }
  const onKeyDown = (event: KeyboardEvent, id: number) => {
    const [x, y] = moves[event.key] ?? [0, 0]
    const removed = event.key === 'Delete' || event.key === 'Backspace'
    if (x === 0 && y === 0 && !removed) return
    event.preventDefault()
    const change = (one: MaskRectangle) =>
      event.shiftKey ? resized(one, x * STEP, y * STEP) : moved(one, x * STEP, y * STEP)
    setRectangles(
      removed
        ? rectangles.filter((one) => one.id !== id)
        : rectangles.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
    )
  }

  return (
    <div className={styles.editor}>
      <p className={styles.hint}>{t('drawHint')}</p>
      <div
        ref={frame}
        className={styles.frame}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <img src={source} alt={t('toHide')} draggable={false} />
        {rectangles.map((one, index) => (
          <button
            key={one.id}
            type="button"
            className={styles.rectangle}
            style={styleOf(one)}
            aria-label={t('rectangle', { number: index + 1 })}
            onPointerDown={(event) => event.stopPropagation()}
            onKeyDown={(event) => onKeyDown(event, one.id)}
          />
        ))}
        {drawn && <span className={styles.rectangle} style={styleOf(drawn)} aria-hidden="true" />}
      </div>
      <div className={styles.tools}>
        <Button onClick={() => add(centre)}>{t('addRectangle')}</Button>
        <Button disabled={rectangles.length === 0} onClick={() => setRectangles(rectangles.slice(0, -1))}>
          {t('removeLast')}
        </Button>
      </div>
      <p className={styles.hint}>{warning}</p>
      <div className={styles.tools}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button
          look="accent"
          reason={rectangles.length === 0 ? t('nothingDrawn') : undefined}
          onClick={() => onDone(rectangles.map(({ x, y, width, height }) => ({ x, y, width, height })))}
        >
          {t('hideNow', { count: rectangles.length })}
        </Button>
      </div>
    </div>
  )
}

function styleOf({ x, y, width, height }: MaskRectangle) {
  return { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` }
}
