import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { setTool } from '#client/state/tool.ts'
import { toast } from '#client/ui/toast.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import type { Position } from '#domain/contract/common.ts'
import { useCoverage } from '../coverage-context.ts'
import { joinOf, pathOf } from './as-change.ts'
import { addCorner, propose, stepBack, useRepair } from './repair-store.ts'
import { createTakeHold } from './take-hold.ts'

/** A finger is this exact: ends, walls and roads within so many pixels are meant. */
const REACH_PIXELS = 28
/** Meters of a pixel at the equator at zoom 0, tiles of 512. */
const EQUATOR_METERS = 78_271.517

/** What a click on the map does with the repair tool in hand, and where it would take hold before it is made. */
export function useRepairClicks(mayWrite: boolean): void {
  const { t } = useTranslation('circle-repair')
  const view = useMapView()
  const { model } = useCoverage()
  const { tool, corners, proposal } = useRepair()
  const thread = model.state === 'ready' ? model.thread : null
  const active = mayWrite && tool !== null && proposal === null

  const takeHold = useMemo(() => thread && createTakeHold(thread), [thread])
  const reach = useCallback(() => {
    const { latitude, zoom } = view.getCamera()
    return (REACH_PIXELS * EQUATOR_METERS * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
  }, [view])

  const use = useCallback(
    async (place: Position) => {
      const { tool, corners } = useRepair.getState()
      if (tool === null) return
      if (!takeHold) return toast(t('needsModel'), 'bad')
      const held = await takeHold(tool, place, reach())
      if (useRepair.getState().tool !== tool) return
      if (tool === 'gate') {
        if (held.wall) propose({ repair: { kind: 'add-gate', ...held.wall.at }, edge: null, name: held.wall.name })
        else toast(t('missed.gate'), 'bad')
      } else if (tool === 'delete') {
        if (held.edge)
          propose({ repair: { kind: 'delete-edge', line: held.edge.line }, edge: held.edge.edge, name: held.edge.name })
        else toast(t('missed.delete'), 'bad')
      } else if (tool === 'path') addCorner(held.place)
      else if (!held.snapped) toast(t('missed.join'), 'bad')
      else if (corners.length === 0) addCorner(held.place)
      else propose(joinOf(corners[0]!, held.place, held.name))
    },
    [t, takeHold, reach],
  )
  const finish = useCallback(() => {
    const { corners } = useRepair.getState()
    if (corners.length < 2) return toast(t('refusal.line-too-short'), 'bad')
    propose(pathOf(corners))
  }, [t])

  useEffect(() => {
    if (!active) return
    setTool('draw')
    view.setCursor('crosshair')
    let newest = 0
    const stops = [
      view.onClick(({ longitude, latitude }) => void use([longitude, latitude])),
      view.onHover((at) => {
        const turn = ++newest
        if (!at || !takeHold || !tool) return useRepair.setState({ hold: null })
        void takeHold(tool, [at.longitude, at.latitude], reach()).then(({ place, snapped, edge }) => {
          // a finger that moved on has asked anew
          if (turn === newest) useRepair.setState({ hold: { place, snapped, line: edge?.line ?? null } })
        })
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      newest = -1
      view.setCursor('')
      setTool('select')
      useRepair.setState({ hold: null })
    }
  }, [view, active, tool, use, takeHold, reach])
  useEffect(() => (active && tool === 'path' ? view.holdGestures() : undefined), [view, active, tool])

  useEscape(tool !== null, stepBack)
  useKeys(
    useMemo(() => {
      if (!active) return []
      const atMiddle = () => {
        const { longitude, latitude } = view.getCamera()
        void use([longitude, latitude])
      }
      const here = { key: 'm', text: t('atMiddle'), run: atMiddle }
      return tool === 'path' && corners.length > 0 ? [here, { key: 'e', text: t('finish'), run: finish }] : [here]
    }, [t, active, tool, corners.length, view, use, finish]),
  )
}
