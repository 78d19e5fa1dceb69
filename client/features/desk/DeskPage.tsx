import { useEffect, useMemo, useState } from 'react'
import { useCounty } from '#client/state/county.ts'
import { serverNow } from '#client/state/live.ts'
import { usePost } from '#client/state/post.ts'
import { dayOf } from '#client/ui/heat/start-of-day.ts'
import { useCategories } from '#client/ui/use-categories.ts'
import { useNow } from '#client/ui/use-now.ts'
import { useStale } from '#client/ui/use-stale.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { BulkBar } from './BulkBar.tsx'
import { bulkKindsOf } from './bulk.ts'
import { DeskFilters } from './DeskFilters.tsx'
import { DeskHeader } from './DeskHeader.tsx'
import styles from './DeskPage.module.css'
import { narrows, queryOf } from './desk-filter.ts'
import { matcherOf } from './matches.ts'
import { QueuePart } from './QueuePart.tsx'
import { useAreas } from './use-choices.ts'
import { useChosen } from './use-chosen.ts'
import { useDeskFilter } from './use-desk-filter.ts'
import { useDeskMap } from './use-desk-map.ts'
import { useLadder } from './use-ladder.ts'
import { useQueue } from './use-queue.ts'
import { useQueueKeys } from './use-queue-keys.ts'
import { useSelectedRow } from './use-selected-row.ts'
import { useShownBox } from './use-shown-box.ts'

const CLOCK_STEP_MILLISECONDS = 30_000
const DRAWN_ROWS = 1_000
const noRows: readonly IssueSummary[] = []

/** The desk of communities, streets and departments: a queue of issues beside the map, with one selection for both. */
export default function DeskPage() {
  const county = useCounty()
  return county === null ? null : <Desk key={county.code} county={county} />
}

function Desk({ county }: { county: County }) {
  const { code, timeZone } = county
  const post = usePost(code)
  const { filter, change, clear } = useDeskFilter()
  const now = useNow(CLOCK_STEP_MILLISECONDS)
  const today = dayOf(now, timeZone)
  const categories = useCategories(code)
  const areas = useAreas(code)
  const ladder = useLadder(code, filter.area, areas)
  const box = useShownBox(filter.onMap)
  const query = useMemo(
    () => (filter.onMap && box === null ? null : queryOf(filter, timeZone, today, box)),
    [filter, timeZone, today, box],
  )
  const belongs = useMemo(
    () => matcherOf(filter, { now: serverNow, timeZone, today, categories, box }),
    [filter, timeZone, today, categories, box],
  )
  const shown = useQueue(code, query, belongs)
  const absent = useSelectedRow(code, shown, belongs)
  const stale = useStale()
  const [folded, setFolded] = useState(true)
  const keys = useQueueKeys(shown, post !== null)
  const chosen = useChosen(shown.queue?.rows ?? noRows)
  const bulkKinds = bulkKindsOf(post?.role)
  const drawn = narrows(filter)
  useDeskMap(drawn && shown.queue ? shown.queue.rows : null, keys.preview)

  // the map draws what has been read: a screen's worth of rows is too few for it
  const { queue, more, loadMore } = shown
  const wanting = drawn && more === 'ready' && queue !== null && queue.next !== null && queue.rows.length < DRAWN_ROWS
  useEffect(() => {
    if (wanting) loadMore()
  }, [wanting, loadMore])

  return (
    <section className={styles.desk} data-stale={stale || undefined} data-filtering={!folded || undefined}>
      <DeskHeader
        county={county}
        post={post}
        shown={shown}
        query={query}
        narrowed={drawn || filter.onMap}
        folded={folded}
        onFold={() => setFolded(!folded)}
      />
      <DeskFilters
        county={code}
        post={post}
        filter={filter}
        today={today}
        categories={categories}
        areas={areas}
        ladder={ladder}
        folded={folded}
        onChange={change}
        onClear={clear}
      />
      {bulkKinds.length > 0 && (
        <BulkBar county={county} kinds={bulkKinds} chosen={chosen} rows={shown.queue?.rows ?? noRows} />
      )}
      <QueuePart
        shown={shown}
        keys={keys}
        absent={absent}
        chosen={bulkKinds.length > 0 ? chosen : null}
        narrowed={drawn || filter.onMap}
        drawn={drawn}
        now={now}
        timeZone={timeZone}
        onClear={clear}
      />
    </section>
  )
}
