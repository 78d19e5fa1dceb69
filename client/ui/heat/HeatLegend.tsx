import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useTheme } from '#client/state/view.ts'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon, SlidersIcon } from '#client/ui/icons.tsx'
import { Slider } from '#client/ui/Slider.tsx'
import { densityClass, densityClasses } from '#domain/heat/density-class.ts'
import styles from './HeatLegend.module.css'
import { classColors, coverage, heatTokens } from './heat.layer.ts'
import { bandwidthStops, nearestStop } from './use-bandwidth.ts'
import type { HeatSurface } from './use-heat-surface.ts'

export interface HeatLegendProps {
  surface: HeatSurface
  /** Density under the pointer, issues per km²; null when nothing is pointed at. */
  reading: number | null
  bandwidthMeters: number
  onBandwidth: (meters: number) => void
  /** With it a button shows and hides the control, as on a wall that is touched now and then. */
  onFold?: () => void
  unfolded?: boolean
}

/** What the colours of the density surface mean: unit, classes, bandwidth, the value under the pointer, how it is made. */
export function HeatLegend({
  surface,
  reading,
  bandwidthMeters,
  onBandwidth,
  onFold,
  unfolded = true,
}: HeatLegendProps) {
  const { t } = useTranslation('heat')
  const language = useLanguage()
  const heading = useId()
  const control = useId()
  const { heat, code, loading } = surface
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 })
  const meters = (value: number) => t('meters', { meters: number.format(value) })
  return (
    <section className={styles.legend} aria-labelledby={heading} aria-busy={loading}>
      <h2 id={heading} className={styles.title}>
        {t(heat?.header.filter.state === 'all' ? 'title.all' : 'title.open')}
        <span className={styles.unit}>{t('unit')}</span>
      </h2>
      {onFold && (
        <IconButton
          className={styles.fold}
          label={t(unfolded ? 'fold' : 'adjust')}
          icon={unfolded ? <CloseIcon /> : <SlidersIcon />}
          aria-expanded={unfolded}
          aria-controls={control}
          onClick={onFold}
        />
      )}
      {code !== null && (
        <p className={styles.stale} role="status">
          {t(heat ? 'stale' : 'failed')}
        </p>
      )}
      {code !== null && heat === null && <ErrorState code={code} />}
      {heat && (
        <Scale breaks={heat.header.breaks} reading={reading} hint={unfolded} format={(value) => number.format(value)} />
      )}
      {heat && (
        <p className={styles.note}>
          {heat.header.count === 0
            ? t(`empty.${heat.header.filter.state}`)
            : t('made', {
                count: heat.header.count,
                number: number.format(heat.header.count),
                bandwidth: meters(heat.header.bandwidthMeters),
              })}
          {heat.header.outside > 0 && ` ${t('outside', { count: heat.header.outside })}`}
        </p>
      )}
      <div id={control} className={styles.control} hidden={!unfolded}>
        <Slider
          label={t('bandwidth')}
          value={nearestStop(bandwidthMeters)}
          min={0}
          max={bandwidthStops.length - 1}
          text={meters(bandwidthMeters)}
          onChange={(index) => onBandwidth(bandwidthStops[index] ?? bandwidthMeters)}
        />
        <details className={styles.details}>
          <summary>{t('how')}</summary>
          <p>{t('explained', { bandwidth: meters(bandwidthMeters) })}</p>
          {heat && heat.header.count > 0 && (
            <p>{t('checked', { count: number.format(heat.header.count), sum: number.format(heat.header.sum) })}</p>
          )}
        </details>
      </div>
    </section>
  )
}

interface ScaleProps {
  breaks: readonly number[]
  reading: number | null
  /** Whether to say that the map can be pointed at. */
  hint: boolean
  format: (value: number) => string
}

/** The classes side by side, each named by where it begins; a mark under the one that is read. */
function Scale({ breaks, reading, hint, format }: ScaleProps) {
  const { t } = useTranslation('heat')
  const share = `${coverage[useTheme()] * 100}%`
  const read = reading === null ? -1 : densityClass(reading, breaks)
  const colors = classColors(heatTokens, breaks.length + 1)
  return (
    <>
      <ol className={styles.scale}>
        {densityClasses(breaks).map(({ from, to }, index) => (
          <li key={from} data-read={index === read || undefined}>
            <span
              className={styles.swatch}
              style={{ background: `color-mix(in srgb, var(${colors[index]}) ${share}, var(--bg))` }}
            />
            <span
              className={styles.edge}
              title={
                to === null
                  ? t('class.last', { from: format(from) })
                  : t('class.range', { from: format(from), to: format(to) })
              }
            >
              {to === null ? t('class.last', { from: format(from) }) : format(from)}
            </span>
          </li>
        ))}
      </ol>
      {(hint || reading !== null) && (
        <p className={styles.reading}>
          {reading === null ? t('reading.none') : t('reading.here', { density: format(Math.round(reading * 10) / 10) })}
        </p>
      )}
    </>
  )
}
