import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { useLive } from '#client/state/live.ts'
import { DataAge } from '#client/ui/DataAge.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import { useNow } from '#client/ui/use-now.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './DiagnosePage.module.css'
import { type Frames, measureFrames } from './measure-frames.ts'
import { readMachine } from './read-machine.ts'

const SECOND = 1_000

/** What this screen can do: frames, canvases, renderer, memory, and how far its feed lags; for whoever hangs a wall up. */
export default function DiagnosePage() {
  const county = useCounty()
  return county === null ? null : <Diagnosis key={county.code} county={county} />
}

function Diagnosis({ county }: { county: County }) {
  const { t, i18n } = useTranslation('diagnose')
  const view = useMapView()
  const format = useCardFormat(county.timeZone)
  const live = useLive()
  const [frames, setFrames] = useState<Frames | null>(null)
  useNow(SECOND)
  useEffect(() => measureFrames(setFrames), [])
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(i18n.language, {
      maximumFractionDigits: digits,
      minimumFractionDigits: digits,
      signDisplay: 'negative',
    }).format(value)
  const machine = readMachine(document)
  const size = view.getSize()
  const lag = live.dataAt === null ? null : Math.max(0, Date.now() - live.dataAt)
  return (
    <section className={styles.diagnosis} aria-labelledby="diagnose" data-ready>
      <h1 id="diagnose">{t('title')}</h1>
      <DataAge moment={(moment) => format.moment(new Date(moment).toISOString())} />
      <dl className={styles.facts}>
        <Fact term={t('frames')}>
          {frames === null
            ? '–'
            : t('framesText', { rate: number(frames.perSecond), worst: number(frames.worstMilliseconds) })}
        </Fact>
        <Fact term={t('screen')}>
          {t('screenText', { width: innerWidth, height: innerHeight, ratio: number(devicePixelRatio, 2) })}
        </Fact>
        <Fact term={t('map')}>{t('mapText', { width: size.width, height: size.height })}</Fact>
        <Fact term={t('canvases')}>
          {machine.canvases
            .map(({ width, height, lost }) => t(lost ? 'canvasLost' : 'canvas', { width, height }))
            .join(' · ') || '–'}
        </Fact>
        <Fact term={t('renderer')}>{machine.renderer ?? t('unknown')}</Fact>
        <Fact term={t('largest')}>
          {machine.largestTexture === null ? t('unknown') : number(machine.largestTexture)}
        </Fact>
        <Fact term={t('memory')}>
          {machine.memory === null
            ? t('unknown')
            : t('memoryText', {
                used: number(machine.memory.usedMegabytes, 1),
                limit: number(machine.memory.limitMegabytes),
                share: number((machine.memory.usedMegabytes / machine.memory.limitMegabytes) * 100, 1),
              })}
        </Fact>
        <Fact term={t('feed')}>
          {t('feedText', {
            connection: t(`connection.${live.connection}`),
            sequence: live.sequence ?? '–',
            lag: lag === null ? '–' : number(lag / SECOND, 1),
          })}
        </Fact>
        <Fact term={t('clock')}>{t('clockText', { seconds: number(live.clockOffset / SECOND, 2) })}</Fact>
        <Fact term={t('build')}>{live.build ?? '–'}</Fact>
        <Fact term={t('offline')}>{t(machine.startsAlone ? 'offlineYes' : 'offlineNo')}</Fact>
        <Fact term={t('running')}>{format.duration(performance.now())}</Fact>
      </dl>
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
