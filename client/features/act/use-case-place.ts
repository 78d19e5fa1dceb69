import { useEffect } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { setTool, useTool } from '#client/state/tool.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import { placeOverlay } from './place.layer.ts'

const tokens = ['--live', '--surface']

/** Takes the map's clicks for the place of a case while the component is shown, and marks what was chosen. */
export function useCasePlace(
  view: MapView,
  position: readonly [number, number] | null,
  onPlace: (position: [number, number]) => void,
): void {
  const [color = '', rim = ''] = useTokens(tokens)
  const tool = useTool()
  useEffect(() => {
    setTool('draw')
    return () => setTool('select')
  }, [])
  useEffect(() => {
    // a measuring tool that was opened meanwhile has the clicks until it is closed
    if (tool !== 'draw') return
    view.setCursor('crosshair')
    const stop = view.onClick(({ longitude, latitude }) => onPlace([longitude, latitude]))
    return () => {
      view.setCursor('')
      stop()
    }
  }, [view, tool, onPlace])
  useEffect(() => {
    view.setOverlay('case-place', position && placeOverlay(position, color, rim))
  }, [view, position, color, rim])
  useEffect(() => () => view.setOverlay('case-place', null), [view])
}
