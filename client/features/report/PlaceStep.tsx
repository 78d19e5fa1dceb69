import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { useHere } from '#client/ui/here/use-here.ts'
import { useLocate } from '#client/ui/here/use-locate.ts'
import styles from './ReportPage.module.css'
import type { ReportDraft } from './report-draft.ts'

/** Seven digits are a centimetre. */
const DIGITS = 7

/** First: where. The map is moved until its ring stands at the place; or the phone, or the search, goes there. */
export function PlaceStep({ change }: { change(part: Partial<ReportDraft>): void }) {
  const { t } = useTranslation('report')
  const view = useMapView()
  const { ladder } = useHere()
  const locate = useLocate()
  const where = ladder.at(-1)?.name ?? ''

  const next = () => {
    const { longitude, latitude } = view.getCamera()
    change({ position: [Number(longitude.toFixed(DIGITS)), Number(latitude.toFixed(DIGITS))], where, step: 'what' })
  }
  return (
    <>
      <p className={styles.hint}>{t('placeHint')}</p>
      <p className={styles.where} aria-live="polite">
        {where === '' ? t('nowhere') : ladder.map((step) => step.name).join(' › ')}
      </p>
      {locate.refused && (
        <p className={styles.hint} role="alert">
          {t(`phone:refused.${locate.refused}`)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={locate.start} disabled={locate.busy}>
          {t(locate.busy ? 'phone:locating' : 'phone:locate')}
        </Button>
        <Button look="accent" onClick={next}>
          {t('here')}
        </Button>
      </div>
    </>
  )
}
