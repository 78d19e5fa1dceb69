import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MapPointer } from '#client/map/map-view.types.ts'
import type { HeatHeader } from '#domain/contract/heat.ts'
import { densityClass, densityClasses } from '#domain/heat/density-class.ts'
import type { Surface } from '#domain/heat/surface.ts'
import { DensityReading, readHeat } from './DensityReading.tsx'
import { fitSurface } from './fit-classes.ts'
import { HeatExplained } from './HeatExplained.tsx'
import styles from './HeatPanel.module.css'
import { HeatTold } from './HeatTold.tsx'
import { HeatTools } from './HeatTools.tsx'
import { askForHeat, type Heat, heatColors } from './heat.ts'
import type { HeatBodyProps, IssueTarget } from './heat-body.types.ts'
import { densityQuestion } from './heat-questions.ts'
import { differenceClass } from './heat-ramp.ts'
import { Scale, type ScaleStep } from './Legend.tsx'
import { useHeatClicks } from './use-heat-clicks.ts'
import { type HeatFormat, useHeatFormat } from './use-heat-format.ts'
import { useHeatOverlay } from './use-heat-overlay.ts'
import { useLiveAnswer } from './use-live-answer.ts'
import { useOutline } from './use-outline.ts'
import { usePointed } from './use-pointed.ts'

/** Live changes move the surface at most this often. */
const LIVE_MILLISECONDS = 5_000

/** The density surface: issues per km², the same at every zoom; or how much more and less than in the window before. */
export function DensityHeat(props: HeatBodyProps) {
  const { view, county, choice, change, classes, place, words, unfolded, clicks, counted, onList } = props
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  const { answer: heat, code, loading } = useLiveAnswer(densityQuestion(choice, place), askForHeat, LIVE_MILLISECONDS)
  useHeatOverlay(view, heat, code !== null)
  const read = useCallback(({ longitude, latitude }: MapPointer) => heat && readHeat(heat, longitude, latitude), [heat])
  const reading = usePointed(view, read)
  const { bandwidthMeters } = choice
  const [longitude, latitude] = reading?.at ?? []
  const radiusMeters = heat?.header.bandwidthMeters
  useOutline(
    view,
    useMemo(() => {
      const there = longitude !== undefined && latitude !== undefined && radiusMeters !== undefined
      return there ? { kind: 'reach', longitude, latitude, radiusMeters } : null
    }, [longitude, latitude, radiusMeters]),
  )
  const targetAt = useCallback(
    (longitude: number, latitude: number): IssueTarget => ({
      title: t('list.near', { meters: format.meters(bandwidthMeters) }),
      near: [longitude, latitude, bandwidthMeters],
      card: null,
    }),
    [t, format, bandwidthMeters],
  )
  const targetOf = useCallback(({ longitude, latitude }: MapPointer) => targetAt(longitude, latitude), [targetAt])
  useHeatClicks(view, { enabled: clicks, targetOf, onList })
  const steps = useSteps(heat?.header ?? null, format)
  const made = [counted, useMade(heat, format)].filter(Boolean).join(' ')

  return (
    <div className={styles.body} aria-busy={loading}>
      <HeatTold code={code} shown={heat !== null} />
      {heat && (
        <>
          <Scale
            steps={steps}
            read={reading === null ? -1 : stepOf(reading.value, heat.header)}
            ends={heat.header.before ? [t('fewer'), t('more')] : undefined}
          />
          {(unfolded || reading !== null) && <DensityReading reading={reading} format={format} />}
          <p className={styles.note}>{made}</p>
          {unfolded && (
            <HeatTools
              county={county}
              still={heat.header.before === null ? undefined : t('still.compared')}
              top={{ view, choice, place, onList, of: { kind: 'density', heat, targetOf: targetAt } }}
              classes={{
                own: classes.own,
                fit: () => fitSurface(heat.surface, view.getBounds()),
                change: (breaks) => change({ breaks }),
              }}
              picture={{
                kind: words.title,
                lines: words.filter,
                unit: words.unit,
                classes: steps.map(({ token, text }) => ({ token, text })),
                note: `${t('pictureNote.kernel')} · ${made}`,
                at: heat.header.at,
              }}
            />
          )}
        </>
      )}
      {unfolded && (
        <HeatExplained
          lines={[
            t('explained.density', { bandwidth: format.meters(bandwidthMeters) }),
            ...(heat && heat.header.count > 0 && !heat.header.before
              ? [t('checked', { count: format.number(heat.header.count), sum: format.number(heat.header.sum) })]
              : []),
          ]}
        />
      )}
    </div>
  )
}

/** What was counted, in one line; what is not enough for a picture is said. Below the legend, and on a saved picture. */
function useMade(heat: Heat | null, format: HeatFormat): string {
  const { t } = useTranslation('heat')
  if (!heat) return ''
  const { count, before, outside, bandwidthMeters, filter } = heat.header
  const nothing = count === 0 && (before === null || before.count === 0)
  const bandwidth = format.meters(bandwidthMeters)
  return [
    nothing ? t(`empty.${filter.state}`) : t('made', { count, number: format.number(count), bandwidth }),
    ...(count === 1 && before === null ? [t('single')] : []),
    ...(count > 1 && before === null && isOnePlace(heat.surface)
      ? [t('onePlace', { number: format.number(count) })]
      : []),
    ...(before && !nothing ? [t('madeBefore', { count: before.count, number: format.number(before.count) })] : []),
    ...(outside > 0 ? [t('outside', { count: outside, number: format.number(outside) })] : []),
  ].join(' ')
}

/** Whether all that is shown is kernels over one cell: everything was filed at one place. */
function isOnePlace({ width, height, bandwidthMeters, cellMeters }: Surface): boolean {
  const kernel = 2 * Math.ceil(bandwidthMeters / cellMeters)
  return width <= kernel && height <= kernel
}

/** Steps of the legend, from the least to the most. */
function useSteps(header: HeatHeader | null, format: HeatFormat): ScaleStep[] {
  const { t } = useTranslation('heat')
  return useMemo(() => {
    if (!header) return []
    const classes = densityClasses(header.breaks)
    const range = ({ from, to }: { from: number; to: number | null }) =>
      to === null
        ? t('class.last', { from: format.number(from) })
        : t('class.range', { from: format.number(from), to: format.number(to) })
    return heatColors(header).map(({ class: number, token }) => {
      const edges = classes[header.before ? Math.abs(number) - 1 : number] ?? { from: 0, to: null }
      if (!header.before)
        return { token, edge: edges.to === null ? range(edges) : format.number(edges.from), text: range(edges) }
      const text = t(number < 0 ? 'class.fewer' : 'class.more', { range: range(edges) })
      return { token, edge: edges.from === 0 ? '' : format.number(Math.sign(number) * edges.from), text }
    })
  }, [header, format, t])
}

/** Which step of the legend a value belongs to. */
function stepOf(value: number, header: HeatHeader): number {
  const { breaks, before } = header
  if (!before) return densityClass(value, breaks)
  if (Math.abs(value) < (breaks[0] ?? 1) / 100) return -1
  const number = differenceClass(value, breaks)
  return heatColors(header).findIndex((color) => color.class === number)
}
