import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useTheme } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { useEscape } from '#client/ui/use-escape.ts'
import type { Position } from '#domain/contract/common.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { FindingWays, type FindingWaysProps } from '../FindingWays.tsx'
import { findingWords } from '../plan-words.ts'
import { useNumber } from '../use-number.ts'
import styles from './Breaches.module.css'
import { breachFeatures, breachLayers } from './breach.layer.ts'
import { breachPins } from './breach-pins.ts'

export interface BreachesProps extends Omit<FindingWaysProps, 'finding'> {
  /** What is pinned. */
  findings: readonly Finding[]
  /** Whether clicks on the map open a pin: not while a tool draws. */
  clicks: boolean
  nameOf(code: string): string
}

/** Findings as pins on the map; a click on one says what is wrong there and what helps. */
export function Breaches({ findings, clicks, nameOf, onGo, onSplit, onRepair }: BreachesProps) {
  const view = useMapView()
  const theme = useTheme()
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  const [chosen, setChosen] = useState<string | null>(null)
  const pins = useMemo(() => breachPins(findings), [findings])
  const pin = clicks ? (pins.find(({ id }) => id === chosen) ?? null) : null
  const data = useMemo(() => breachFeatures(pins, pin?.id ?? null), [pins, pin])
  const close = () => setChosen(null)
  useEscape(pin !== null, close)

  useEffect(() => {
    view.setOverlay('plan-breaches', { data, slot: 'pin', layers: breachLayers(theme) })
  }, [view, theme, data])
  useEffect(() => () => view.setOverlay('plan-breaches', null), [view])
  useEffect(() => {
    if (!clicks) return
    return view.onClick(({ features }) => {
      const id = features.find(({ source }) => source === 'plan-breaches')?.properties.id
      setChosen(typeof id === 'string' ? id : null)
    })
  }, [view, clicks])

  if (pin === null) return null
  return (
    <Card at={pin.at} label={t('problems.title', { count: pin.findings.length })}>
      {pin.findings.map((finding) => {
        const { head, line } = findingWords(t, finding, nameOf, number)
        return (
          <div key={finding.id} className={styles.finding} data-severity={finding.severity}>
            <strong>{head}</strong>
            <p>{line}</p>
            <div className={styles.ways}>
              <FindingWays
                finding={finding}
                onGo={onGo}
                onSplit={(code) => {
                  close()
                  onSplit(code)
                }}
                onRepair={(one) => {
                  close()
                  onRepair(one)
                }}
              />
            </div>
          </div>
        )
      })}
      <Button look="quiet" onClick={close}>
        {t('problems.close')}
      </Button>
    </Card>
  )
}

/** A card that stays at its place on the map. */
function Card({ at, label, children }: { at: Position; label: string; children: React.ReactNode }) {
  const view = useMapView()
  const element = useRef<HTMLElement>(null)
  const [longitude, latitude] = at
  useEffect(() => {
    const place = () => {
      const card = element.current
      const point = view.project(longitude, latitude)
      if (!card || !point) return
      const { width, height } = view.getSize()
      const left = Math.min(Math.max(8, point.x + 16), width - card.offsetWidth - 8)
      const top = Math.min(Math.max(8, point.y - card.offsetHeight / 2), height - card.offsetHeight - 8)
      card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
    }
    place()
    return view.onCamera(place)
  }, [view, longitude, latitude])
  return (
    <section ref={element} className={styles.card} aria-label={label}>
      {children}
    </section>
  )
}
