import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { setTool } from '#client/state/tool.ts'
import { toast } from '#client/ui/toast.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import type { Position } from '#domain/contract/common.ts'
import { useCoverage } from '../coverage-context.ts'
import { useColors } from '../use-colors.ts'
import { freeCode } from './changes.ts'
import { useDraft } from './draft-store.ts'
import { usePathDrawing } from './path-drawing.ts'
import { takeTool, useHand } from './tool-store.ts'
import { useMakeChange } from './use-make-change.ts'
import { drawnOverlay } from './what-if.layer.ts'

/** A finger is this exact: walls and roads within so many pixels are meant. */
const REACH_PIXELS = 28
/** Meters of a pixel at the equator at zoom 0, tiles of 512. */
const EQUATOR_METERS = 78_271.517

/** What a click on the map does with the tool in hand; Escape lays it down. */
export function useToolClicks(): void {
  const { t } = useTranslation('circle')
  const view = useMapView()
  const colors = useColors()
  const { model, stations, state } = useCoverage()
  const { tool, pathKind } = useHand()
  const make = useMakeChange()
  const corners = usePathDrawing((drawing) => drawing.corners)
  const [pointer, setPointer] = useState<Position | null>(null)

  const use = useCallback(
    async (place: Position) => {
      const { tool } = useHand.getState()
      if (tool === 'path') return usePathDrawing.getState().add(place)
      if (tool === 'add') {
        const taken = new Set([...stations.map(({ code }) => code), ...codesOf(useDraft.getState().changes)])
        const code = freeCode('new', taken)
        const name = t('whatIf.newName', { number: code.slice(4) })
        const station = { code, name, position: place, level: 'corner' as const, services: [], hours: [] }
        const made = await make({ kind: 'add-station', ...station, capacityHouseholds: null })
        if (made) {
          state.setStation(code)
          takeTool('move')
        }
        return
      }
      if (tool === 'move') return
      if (model.state !== 'ready') return toast(t('whatIf.needsModel'), 'bad')
      const { latitude, zoom } = view.getCamera()
      const reach = (REACH_PIXELS * EQUATOR_METERS * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
      if (tool === 'gate') {
        const wall = await model.thread.near('wall', place, reach)
        if (!wall) return toast(t('whatIf.noWall'), 'bad')
        await make({
          kind: 'open-gate',
          compound: wall.compound,
          position: wall.position,
          opensMinute: 0,
          closesMinute: 1440,
        })
      } else {
        const edge = await model.thread.near('edge', place, reach)
        if (!edge) return toast(t('whatIf.noRoad'), 'bad')
        await make({ kind: 'block-edge', edge: edge.edge })
      }
    },
    [t, view, model, stations, state, make],
  )

  useEffect(() => {
    if (tool === 'move') return
    setTool('draw')
    view.setCursor('crosshair')
    const stops = [
      view.onClick(({ longitude, latitude }) => void use([longitude, latitude])),
      view.onHover((at) => setPointer(at && [at.longitude, at.latitude])),
    ]
    return () => {
      for (const stop of stops) stop()
      view.setCursor('')
      setTool('select')
    }
  }, [view, tool, use])
  useEffect(() => {
    if (tool !== 'path') return
    const release = view.holdGestures()
    return () => {
      release()
      usePathDrawing.getState().clear()
    }
  }, [view, tool])
  useEffect(() => {
    view.setOverlay('what-if-drawn', tool === 'path' ? drawnOverlay(corners, pointer, colors) : null)
  }, [view, tool, corners, pointer, colors])
  useEffect(() => () => view.setOverlay('what-if-drawn', null), [view])

  const finish = useCallback(async () => {
    const { corners, clear } = usePathDrawing.getState()
    if (corners.length < 2) return toast(t('whatIf.notMade', { why: t('whatIf.refused.line-too-short') }), 'bad')
    const id = freeCode('path', new Set(codesOf(useDraft.getState().changes)))
    if (await make({ kind: 'add-path', id, edgeKind: pathKind, line: [...corners] })) clear()
  }, [t, make, pathKind])
  useEffect(() => usePathDrawing.setState({ finish: () => void finish() }), [finish])

  useEscape(tool !== 'move', () => (corners.length > 0 ? usePathDrawing.getState().back() : takeTool('move')))
  useKeys(
    useMemo(() => {
      if (tool === 'move') return []
      const atMiddle = () => {
        const { longitude, latitude } = view.getCamera()
        void use([longitude, latitude])
      }
      const here = { key: 'm', text: t('whatIf.atMiddle'), run: atMiddle }
      return tool === 'path' ? [here, { key: 'e', text: t('whatIf.finish'), run: () => void finish() }] : [here]
    }, [t, tool, view, use, finish]),
  )
}

function codesOf(changes: readonly object[]): string[] {
  return changes.flatMap((change) =>
    'code' in change ? [String(change.code)] : 'id' in change ? [String(change.id)] : [],
  )
}
