import { useEffect, useMemo } from 'react'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Position } from '#domain/contract/common.ts'
import { useCoverage } from '../coverage-context.ts'
import { useModelAnswer } from '../model/use-model-answer.ts'
import { useColors } from '../use-colors.ts'
import { useDrawn } from '../use-drawn.ts'
import { useDraft, useShownChanges } from './draft-store.ts'
import { StationMarks } from './StationMarks.tsx'
import { useHand } from './tool-store.ts'
import { useToolClicks } from './use-tool-clicks.ts'
import { changesData, changesLayers } from './what-if.layer.ts'

/** What the hand finds on the map while changes are tried: stations to move, and the signs of what is otherwise. */
export function WhatIfMap() {
  const { listed, model, settled } = useCoverage()
  const view = useMapView()
  const colors = useColors()
  const tool = useHand((hand) => hand.tool)
  const moving = useDraft((draft) => draft.moving !== null)
  const changes = useDrawn(useShownChanges(), moving)
  const told = useModelAnswer(model, 'shapes', settled)
  const shapes = useMemo(() => new Map<number, Position[]>(told?.told.map(({ at, line }) => [at, line])), [told])
  const homes = useMemo(
    () => new Map<string, Position>(listed.answer?.stations.map(({ code, position }) => [code, position])),
    [listed.answer],
  )
  const layers = useMemo(() => changesLayers(colors), [colors])
  useToolClicks()
  useEffect(() => {
    view.setOverlay('what-if', { data: changesData(changes, homes, shapes), slot: 'draw', layers })
  }, [view, changes, homes, shapes, layers])
  useEffect(() => () => view.setOverlay('what-if', null), [view])
  return <StationMarks movable={tool === 'move'} />
}
