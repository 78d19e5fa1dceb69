import { useEffect, useRef } from 'react'
import { writeParameter } from '#client/address.ts'
import { defaultLayers } from '#client/map/base-layers.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { setLayers } from '#client/state/layers.ts'
import { select } from '#client/state/selection.ts'
import type { AreaFeature } from '#domain/contract/area-ground.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import type { WallState } from '#domain/contract/wall.ts'
import type { SceneNow } from '#domain/wall/scene-clock.ts'
import { besidePanels } from './beside-panels.ts'
import { cameraBeside } from './camera-beside.ts'
import { areaInFocus, boundsOf, heatWithin, walkedStreets } from './scene.layer.ts'
import { layersOf, lookOf } from './scene-look.layer.ts'
import type { Walked } from './use-scene-data.ts'
import { wallScale } from './use-wall-scale.ts'

const FOCUS = 'wall-focus'
const VEIL = 'wall-veil'
const WALKED = 'wall-walked'
/** Zoom of the scene of one issue on a screen at arm's length. */
const ISSUE_ZOOM = 16

export interface SceneMapProps {
  county: County
  scene: SceneNow
  state: WallState
  /** Whether the playlist has the map: false while somebody stands at the wall. */
  free: boolean
  /** Whether there is more than the whole county to show. */
  several: boolean
  streets: readonly AreaFeature[] | null
  walked: Walked | null
  issue: IssueSummary | null
  /** Codes that the category of the scene stands for. */
  categories: readonly string[]
}

/** Gives the one map the style and the camera of a scene: layers, heat, which issues, what is in focus. Never makes it anew. */
export function useSceneMap(props: SceneMapProps): void {
  const { county, scene, state, free, several, streets, walked, issue, categories } = props
  const view = useMapView()
  const key = JSON.stringify(scene.scene)
  // the first scene of a wall that shows only the county is what the page begins with
  const applied = useRef(several ? '' : JSON.stringify({ kind: 'county' }))
  const shown = scene.scene
  const street =
    shown.kind === 'street' ? streets?.find(({ properties }) => properties.code === shown.street) : undefined
  const codes = categories.join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: key and codes stand for scene and categories
  useEffect(() => {
    if (!free || (key === applied.current && state.layers === null)) return
    const look = lookOf(shown, categories)
    select(null)
    if (state.layers === null) setLayers(layersOf(look, defaultLayers), defaultLayers)
    else writeParameter('layers', state.layers)
    writeParameter('heat', look.heat.kind)
    writeParameter('heat.window', look.heat.window)
    writeParameter('heat.state', look.heat.state)
    writeParameter('heat.category', look.heat.category)
    view.setBaseFilter('issue', street ? ['within', street.geometry] : look.issues)
  }, [view, key, codes, free, street, state.layers])

  const { camera } = state
  const ready = shown.kind === 'street' ? street !== undefined : shown.kind === 'issue' ? issue !== null : true
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for the scene
  useEffect(() => {
    if (!free && several) applied.current = ''
    if (!free || !ready) return
    if (camera !== null) {
      applied.current = `${key} camera`
      view.setCamera(camera, { animate: true })
      return
    }
    if (applied.current === key) return
    applied.current = key
    const animate = scene.transition === 'fly'
    if (shown.kind === 'issue' && issue !== null) {
      const zoom = ISSUE_ZOOM + Math.log2(wallScale())
      view.setCamera(cameraBeside(issue.position, zoom, besidePanels('place')), { animate })
    } else view.fit(street ? boundsOf(street) : county.townBounds, { padding: besidePanels(), animate })
  }, [view, county, key, free, several, ready, camera])

  useEffect(() => {
    if (!street) return
    const look = getComputedStyle(document.documentElement)
    const color = (name: string) => look.getPropertyValue(name).trim()
    view.setOverlay(VEIL, heatWithin(street, color('--bg')))
    view.setOverlay(FOCUS, areaInFocus(street, { ground: color('--bg'), live: color('--live') }))
    return () => {
      view.setOverlay(VEIL, null)
      view.setOverlay(FOCUS, null)
    }
  }, [view, street])

  const circles = shown.kind === 'circles' ? walked : null
  useEffect(() => {
    if (!circles) return
    const look = getComputedStyle(document.documentElement)
    const color = (name: string) => look.getPropertyValue(name).trim()
    const colors = {
      near: color('--heat-6'),
      middle: color('--heat-5'),
      far: color('--heat-4'),
      beyond: color('--more-4'),
    }
    view.setOverlay(WALKED, walkedStreets(circles.pieces, colors))
    return () => view.setOverlay(WALKED, null)
  }, [view, circles])

  useEffect(
    () => () => {
      view.setBaseFilter('issue', null)
    },
    [view],
  )
}
