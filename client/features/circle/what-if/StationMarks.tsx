import { type KeyboardEvent, memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Change } from '#domain/contract/change.ts'
import type { Station } from '#domain/contract/station.ts'
import { useCoverage } from '../coverage-context.ts'
import { withChange } from './changes.ts'
import { holdChange, useDraft } from './draft-store.ts'
import styles from './StationMarks.module.css'
import { useMakeChange } from './use-make-change.ts'
import { useMarkPlaces } from './use-mark-places.ts'

/** Below this many pixels a press is a tap. */
const TAP_PIXELS = 4
const STEP_PIXELS = 8
const LARGE_STEP_PIXELS = 48
const arrows: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Stations as marks that a finger, a mouse or arrow keys can move; figures follow while they move. */
export function StationMarks({ movable }: { movable: boolean }) {
  const { t } = useTranslation('circle')
  const { countedStations, stations, state, live } = useCoverage()
  const places = useMarkPlaces(stations)
  const make = useMakeChange()
  const counted = useMemo(() => new Set(countedStations.map(({ code }) => code)), [countedStations])
  const moving = useDraft((draft) => draft.moving)
  const changes = useDraft((draft) => draft.changes)
  const movedCode = moving?.kind === 'move-station' ? moving.code : ''
  const refused = useMemo(() => {
    if (!moving || !live) return null
    const list = withChange(changes, moving)
    const at = list.findIndex((change) => 'code' in change && change.code === movedCode)
    return live.told.refused.find((one) => one.at === at)?.reason ?? null
  }, [moving, movedCode, changes, live])
  return (
    <div ref={places.layer} className={styles.layer} data-movable={movable || undefined}>
      {stations.map((station) => (
        <Mark
          key={station.code}
          station={station}
          counts={counted.has(station.code)}
          chosen={station.code === state.station}
          refused={station.code === movedCode ? refused : null}
          keep={places.keep}
          make={make}
          onChoose={state.setStation}
        />
      ))}
      <span className={styles.hidden} id="what-if-mark-help">
        {t('whatIf.markHelp')}
      </span>
    </div>
  )
}

interface MarkProps {
  station: Station
  counts: boolean
  chosen: boolean
  refused: string | null
  keep(code: string, element: HTMLElement | null): void
  make: ReturnType<typeof useMakeChange>
  onChoose(code: string): void
}

/** One of them; the others rest while it moves. */
const Mark = memo(function Mark({ station, counts, chosen, refused, keep, make, onChoose }: MarkProps) {
  const { t } = useTranslation('circle')
  const view = useMapView()
  const grip = useRef<{ x: number; y: number; moved: boolean; offX: number; offY: number } | null>(null)
  const frame = useRef(0)
  const [held, setHeld] = useState(false)
  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  const changeTo = (x: number, y: number): Change | null => {
    const place = view.unproject(x, y)
    return place && { kind: 'move-station', code: station.code, position: [place.longitude, place.latitude] }
  }
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const at = view.project(...station.position)
    if (!at) return
    event.currentTarget.setPointerCapture(event.pointerId)
    grip.current = {
      x: event.clientX,
      y: event.clientY,
      moved: false,
      offX: at.x - event.clientX,
      offY: at.y - event.clientY,
    }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const held = grip.current
    if (!held) return
    const { clientX, clientY } = event
    held.moved ||= Math.hypot(clientX - held.x, clientY - held.y) > TAP_PIXELS
    if (!held.moved) return
    setHeld(true)
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => holdChange(changeTo(clientX + held.offX, clientY + held.offY)))
  }
  const release = () => {
    grip.current = null
    cancelAnimationFrame(frame.current)
    setHeld(false)
  }
  const up = (event: PointerEvent<HTMLElement>) => {
    const held = grip.current
    release()
    if (!held) return
    if (!held.moved) return onChoose(station.code)
    const change = changeTo(event.clientX + held.offX, event.clientY + held.offY)
    if (change) void make(change)
  }
  const cancel = () => {
    release()
    holdChange(null)
  }
  const commit = () => {
    const { moving } = useDraft.getState()
    if (moving?.kind === 'move-station' && moving.code === station.code) void make(moving)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && (held || useDraft.getState().moving)) {
      event.preventDefault()
      return cancel()
    }
    const arrow = arrows[event.key]
    const at = arrow && view.project(...station.position)
    if (!arrow || !at) return
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? LARGE_STEP_PIXELS : STEP_PIXELS
    holdChange(changeTo(at.x + arrow[0] * step, at.y + arrow[1] * step))
  }
  return (
    <button
      ref={(element) => keep(station.code, element)}
      type="button"
      className={styles.mark}
      data-chosen={chosen || undefined}
      data-idle={!counts || undefined}
      data-held={held || undefined}
      data-refused={refused !== null || undefined}
      aria-label={station.name}
      aria-describedby="what-if-mark-help"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={press}
      onKeyUp={(event) => arrows[event.key] && commit()}
      onBlur={commit}
      onClick={(event) => event.detail === 0 && onChoose(station.code)}
    >
      <i aria-hidden="true" />
      {refused !== null && <b role="status">{t(`whatIf.refused.${refused}`)}</b>}
    </button>
  )
})
