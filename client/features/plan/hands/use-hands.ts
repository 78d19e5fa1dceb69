import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import type { Position } from '#domain/contract/common.ts'
import { type OtherHand, showPlanHand } from '#domain/contract/plan-hand.ts'
import type { Level } from '#domain/partition/area.ts'
import { placeOf } from '../modes/mode.types.ts'
import type { ModeName } from '../modes/modes.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { handFeatures, handLayers } from './hand-style.ts'

/** How long until the hands are told again: while ours moves among others, while it rests among others, while nobody is here. */
const WAIT_MILLISECONDS = { moving: 600, resting: 1_500, alone: 4_000, failed: 10_000 }

/** This page among the others; new each time it is opened. */
const page = crypto.randomUUID().replaceAll('-', '').slice(0, 12)

/** Shows the hands of others who draw in the open draft, each with its colour, name and tool, and shows them ours. Answers theirs. */
export function useHands({ plan, base }: OpenDraft, mode: ModeName, level: Level): readonly OtherHand[] {
  const view = useMapView()
  const theme = useTheme()
  const { t } = useTranslation('plan-tools')
  const [hands, setHands] = useState<readonly OtherHand[]>([])
  const { county } = base
  const { id, state } = plan

  useEffect(() => {
    if (state !== 'draft') return
    let timer: ReturnType<typeof setTimeout> | undefined
    let at: Position | null = null
    let moved = false
    let gone = false
    let others = 0
    const tell = async () => {
      if (document.visibilityState === 'hidden') return again(WAIT_MILLISECONDS.alone)
      moved = false
      try {
        const told = await call(showPlanHand, {
          params: { plan: id },
          query: { county },
          body: { page, at, tool: mode, level },
        })
        if (gone) return
        others = told.hands.length
        setHands((known) => (known.length === 0 && others === 0 ? known : told.hands))
        again(others === 0 ? WAIT_MILLISECONDS.alone : moved ? WAIT_MILLISECONDS.moving : WAIT_MILLISECONDS.resting)
      } catch (error) {
        setHands([])
        // who may not draw here is shown no hands; a lost line is tried again
        if (error instanceof ApiError && error.status >= 400 && error.status < 500) return
        again(WAIT_MILLISECONDS.failed)
      }
    }
    const again = (wait: number) => {
      clearTimeout(timer)
      if (!gone) timer = setTimeout(() => void tell(), wait)
    }
    const stop = view.onPointer((kind, pointer) => {
      at = placeOf(pointer)
      if (kind === 'move' && !moved && others > 0) again(WAIT_MILLISECONDS.moving)
      moved = true
    })
    void tell()
    return () => {
      gone = true
      clearTimeout(timer)
      stop()
    }
  }, [view, county, id, state, mode, level])

  useEffect(() => {
    const words = ({ name, tool }: OtherHand) =>
      t('hand.tag', { name: name === '' ? t('hand.someone') : name, tool: t(`mode.${tool}`, { defaultValue: tool }) })
    const data = handFeatures(hands, words, theme)
    view.setOverlay('plan-hands', hands.length === 0 ? null : { data, slot: 'mark', layers: handLayers(theme) })
  }, [view, theme, hands, t])
  useEffect(() => () => view.setOverlay('plan-hands', null), [view])
  return hands
}
