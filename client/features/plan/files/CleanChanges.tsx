import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import type { cleanChangeKinds, PlanFileRead } from '#domain/contract/plan-file.ts'
import { freeOfPanels } from '../use-plan-camera.ts'
import styles from './FromFile.module.css'

const SHOWN = 30
/** What somebody has to decide about first. */
const order: readonly (typeof cleanChangeKinds)[number][] = [
  'gap',
  'area-dropped',
  'duplicate',
  'border-crossed-itself',
  'overlap',
  'beyond',
  'micro-grid-beyond',
  'parts',
  'rows-joined',
  'ring-dropped',
  'gap-closed',
]

/** What the clean-up changed and what it left: each with its place, gaps with the offer to give them away. */
export function CleanChanges({
  read: { changes, untold },
  busy,
  onFill,
}: {
  read: PlanFileRead
  busy: boolean
  onFill(ids: readonly string[]): void
}) {
  const { t, i18n } = useTranslation('plan-files')
  const view = useMapView()
  const [all, setAll] = useState(false)
  const format = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3 })
  if (changes.length === 0) return <p className={styles.good}>{t('from.clean')}</p>
  const sorted = order.flatMap((kind) => changes.filter((change) => change.kind === kind))
  const gaps = changes.filter((change) => change.kind === 'gap' && change.names.length > 0)
  const go = ([longitude, latitude]: readonly [number, number]) => {
    const near = 0.0015
    view.fit([longitude - near, latitude - near, longitude + near, latitude + near], {
      ...{ padding: freeOfPanels(), animate: true, maxZoom: 18 },
    })
  }
  return (
    <section className={styles.part} aria-label={t('from.changes', { count: changes.length + untold })}>
      <h3>{t('from.changes', { count: changes.length + untold })}</h3>
      {gaps.length > 0 && (
        <Button disabled={busy} onClick={() => onFill(gaps.map((gap) => gap.id))}>
          {t('from.fillAll', { count: gaps.length })}
        </Button>
      )}
      <ul className={styles.changes}>
        {(all ? sorted : sorted.slice(0, SHOWN)).map((change) => {
          const { id, kind, names, areaSquareMeters, widthMeters, at } = change
          return (
            <li key={id} data-kind={kind}>
              <span>
                {t(`from.change.${kind}`, { one: names[0] ?? '', others: names.slice(1).join('、') })}
                {areaSquareMeters > 0 && (
                  <small>
                    {' '}
                    {t('from.size', { area: format.format(areaSquareMeters), width: format.format(widthMeters) })}
                  </small>
                )}
              </span>
              <span className={styles.acts}>
                {at && (
                  <Button aria-label={t('from.goTo', { name: names.join('、') })} onClick={() => go(at)}>
                    {t('from.go')}
                  </Button>
                )}
                {kind === 'gap' && names.length > 0 && (
                  <Button disabled={busy} onClick={() => onFill([id])}>
                    {t('from.fill', { name: names[0] })}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {sorted.length > SHOWN && (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? t('from.fewer') : t('from.all', { count: sorted.length })}
        </Button>
      )}
    </section>
  )
}
