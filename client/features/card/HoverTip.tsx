import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapPointer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { serverNow } from '#client/state/live.ts'
import { useTool } from '#client/state/tool.ts'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import styles from './HoverTip.module.css'
import { type HoverLine, hoverLine } from './hover-line.ts'
import { pickCard } from './pick-card.ts'

/** The width it may need, pixels: nearer to the right edge it opens to the left. */
const WIDTH = 260

interface Shown {
  x: number
  y: number
  line: HoverLine
}

/** Name and one line of what the mouse is over, from the tiles alone. Says nothing to screen readers: the card and the list do. */
export function HoverTip() {
  const { t } = useTranslation('card')
  const view = useMapView()
  const enabled = useTool() === 'select'
  const [shown, setShown] = useState<Shown | null>(null)

  useEffect(() => {
    if (!enabled) return
    let frame = 0
    let latest: MapPointer | null = null
    const look = () => {
      frame = 0
      const pointed = latest && pickCard(latest.features, view.getCamera().zoom)
      view.setCursor(pointed ? 'pointer' : '')
      setShown(latest && pointed ? { x: latest.x, y: latest.y, line: hoverLine(pointed, serverNow()) } : null)
    }
    const stops = [
      view.onHover((pointer) => {
        latest = pointer
        // one look a frame, however fast the mouse
        frame ||= requestAnimationFrame(look)
      }),
      view.onCamera(() => setShown(null)),
    ]
    return () => {
      cancelAnimationFrame(frame)
      view.setCursor('')
      setShown(null)
      for (const stop of stops) stop()
    }
  }, [view, enabled])

  if (!shown) return null
  const { line, x, y } = shown
  const left = x + WIDTH > innerWidth
  return (
    <div className={styles.tip} data-left={left || undefined} style={{ translate: `${x}px ${y}px` }} aria-hidden="true">
      <strong>{line.name || (line.title ? t(line.title.key, line.title.values) : '')}</strong>
      <span>
        {line.clock && <ClockShape clock={line.clock} />}
        {line.line
          .map(({ key, values }) => t(key, { defaultValue: '', ...values }))
          .filter((words) => words !== '')
          .join(' · ')}
      </span>
    </div>
  )
}
