import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Field } from '#client/ui/Field.tsx'
import { boundsOf } from '#client/ui/heat/areas/bounds-of.ts'
import { Segmented } from '#client/ui/Segmented.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { getAreaGround } from '#domain/contract/area-ground.ts'
import { useCoverage } from '../coverage-context.ts'
import { freeOfPanels } from '../frame.ts'
import { useAnswer } from '../use-answer.ts'
import { AreasTable, sortAreas } from './AreasTable.tsx'
import { findRows } from './area-rows.ts'
import { groundOf, saveGround, saveTable, type TableFormat } from './export-table.ts'
import { LoadsTable, sortLoads } from './LoadsTable.tsx'
import styles from './TablePart.module.css'
import { useGroundTaps } from './use-ground-taps.ts'
import { useShareOverlay } from './use-share-overlay.ts'
import { useAreaRows, useLoadRows } from './use-table-answers.ts'
import { useTableFile } from './use-table-file.ts'
import { type TableLevel, tableLevels, useTableState } from './use-table-state.ts'

/** Every street, community, grid or micro-grid, and every station, in figures: one table that the map answers to. */
export default function TablePart() {
  const { t, i18n } = useTranslation('circle-table')
  const { t: words } = useTranslation('circle')
  const coverage = useCoverage()
  const { county, stations, question, choose } = coverage
  const view = useMapView()
  const state = useTableState()
  const { level, order, find, selected, setSelected } = state
  const levels = useMemo(() => new Map(stations.map((station) => [station.code, station.level])), [stations])
  const levelOf = useCallback(
    (code: string) => {
      const known = levels.get(code)
      return known ? words(`level.${known}`) : ''
    },
    [levels, words],
  )
  const areas = useAreaRows(coverage, level)
  const loads = useLoadRows(coverage, level, levelOf)
  const ground = useAnswer(getAreaGround, level === 'station' ? null : { query: { county: county.code, level } })
  const features = ground.answer?.features ?? null
  const geometry = useMemo(() => groundOf(features ?? []), [features])
  const part = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<string | null>(null)
  useShareOverlay(level === 'station' ? null : features, areas.rows, pointed ?? (selected || null))
  useGroundTaps(level === 'station' ? null : features, setSelected)

  const shown = useMemo(
    () => areas.rows && sortAreas(findRows(areas.rows, find), order, i18n.language),
    [areas.rows, find, order, i18n.language],
  )
  const shownLoads = useMemo(
    () => loads.rows && sortLoads(findRows(loads.rows, find), order, i18n.language),
    [loads.rows, find, order, i18n.language],
  )
  const file = useTableFile(county, level, question.minutes, shown, shownLoads)
  const save = (format: TableFormat) => {
    if (!file) return
    const places = new Map(stations.map(({ code, position }) => [code, position]))
    const failed = () => toast(t('export.failed'), 'bad')
    if (format !== 'geojson') return void saveTable(file, format).catch(failed)
    saveGround(file, (row) => {
      if (level !== 'station') return geometry(shown?.[row]?.code ?? '')
      const position = places.get(shownLoads?.[row]?.code ?? '')
      return position ? { type: 'Point', coordinates: position } : null
    })
  }
  const go = (code: string) => {
    setSelected(code)
    const found = geometry(code)
    if (found?.type === 'MultiPolygon')
      view.fit(boundsOf(found.coordinates as [number, number][][][]), {
        padding: freeOfPanels(part.current?.closest<HTMLElement>('[data-covers]')?.parentElement ?? null),
        animate: true,
        maxZoom: 16,
      })
  }
  const remote = level === 'station' ? loads.asked : areas.asked
  const count = level === 'station' ? shownLoads?.length : shown?.length

  return (
    <div ref={part} className={styles.part}>
      <Segmented<TableLevel>
        label={t('level.label')}
        choices={tableLevels.map((value) => ({ value, text: t(`level.${value}`) }))}
        value={level}
        onChange={(next) => {
          state.setLevel(next)
          state.setOrder(null)
          setSelected('')
        }}
      />
      <div className={styles.tools}>
        <Field
          label={t('find')}
          hideLabel
          type="search"
          placeholder={t('find')}
          value={find}
          onChange={(event) => state.setFind(event.currentTarget.value)}
        />
        {(['csv', 'xlsx', 'geojson'] as const).map((format) => (
          <Button
            key={format}
            reason={file === null || count === 0 ? t('export.nothing') : undefined}
            onClick={() => save(format)}
          >
            {t(`export.${format}`)}
          </Button>
        ))}
      </div>
      {remote.state === 'failed' && <ErrorState code={remote.code} onRetry={remote.retry} />}
      {count === undefined && remote.state === 'loading' && <Spinner />}
      {count === 0 && <EmptyState title={t('none')} hint={t(find === '' ? 'noneHint' : 'notFound', { find })} />}
      {level === 'station'
        ? shownLoads &&
          shownLoads.length > 0 && (
            <LoadsTable
              rows={shownLoads}
              state={state}
              onChoose={({ code }) => {
                setSelected(code)
                choose(stations.find((station) => station.code === code) ?? null)
              }}
            />
          )
        : shown &&
          shown.length > 0 && (
            <AreasTable
              rows={shown}
              minutes={question.minutes}
              ages={areas.rows?.some(({ elderly }) => elderly !== 0) ?? false}
              state={state}
              onChoose={({ code }) => go(code)}
              onPoint={(row) => setPointed(row?.code ?? null)}
            />
          )}
      <p className={styles.foot} aria-live="polite">
        {count !== undefined && t('count', { count })} {t(level === 'station' ? 'footStation' : 'foot')}
      </p>
    </div>
  )
}
