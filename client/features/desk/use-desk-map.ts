import { useEffect, useRef } from 'react'
import { afterPicture } from '#client/map/after-picture.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { currentRing, MOST_MARKS, queueMarks } from './queue-marks.layer.ts'

const tokens = ['--live', '--done']
const MARKS = 'queue'
const RING = 'queue-current'

/**
 * The map beside the queue. `rows` are drawn instead of the map's own marks, which know no filter; null leaves those.
 * `current` has a ring while its card is closed: the card draws its own.
 */
export function useDeskMap(rows: readonly IssueSummary[] | null, current: IssueSummary | null): void {
  const view = useMapView()
  const theme = useTheme()
  const [live = '', done = ''] = useTokens(tokens)

  const marked = useFirstRows(rows)

  useEffect(() => {
    view.setOverlay(MARKS, marked && queueMarks(marked, theme, done))
  }, [view, marked, theme, done])

  const filtered = rows !== null
  useEffect(() => {
    view.setBaseFilter('issue', filtered ? 'none' : null)
  }, [view, filtered])

  const place = current?.position
  useEffect(
    () => afterPicture(() => view.setOverlay(RING, place ? currentRing(place, live) : null)),
    [view, place, live],
  )

  useEffect(
    () => () => {
      view.setOverlay(MARKS, null)
      view.setOverlay(RING, null)
      view.setBaseFilter('issue', null)
    },
    [view],
  )
}

/** The rows that have marks: the same array while they are the same rows, however many more are read below them. */
function useFirstRows(rows: readonly IssueSummary[] | null): readonly IssueSummary[] | null {
  const known = useRef<readonly IssueSummary[] | null>(null)
  const first = rows?.slice(0, MOST_MARKS) ?? null
  const before = known.current
  const same = before !== null && first?.length === before.length && first.every((row, at) => row === before[at])
  if (!same) known.current = first
  return known.current
}
