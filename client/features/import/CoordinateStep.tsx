import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import type { ImportPreview } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'
import type { Reading } from './import-draft.ts'

/** Farther than this from the county the rows are not its own: asked about, never taken silently. */
const FAR_KILOMETERS = 200

export interface CoordinateStepProps {
  /** What the file says of itself; null where it says nothing. */
  stated: string | null
  reading: Reading
  preview: ImportPreview | null
  onChange(change: Partial<Reading>): void
}

/** In which system the coordinates are; where they land, and where else they could. */
export function CoordinateStep({ stated, reading, preview, onChange }: CoordinateStepProps) {
  const { t, i18n } = useTranslation('import')
  const kilometers = (value: number) =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
  const refused = preview?.refused ?? null
  const kilometersAway = preview?.kilometers ?? null
  // places off the earth are how swapped degrees often show
  const nowhere = refused === null && kilometersAway === null && (preview?.landings.length ?? 0) > 0
  const far = nowhere || (kilometersAway !== null && kilometersAway > FAR_KILOMETERS)
  return (
    <section className={styles.step}>
      <h2>{t('coordinates')}</h2>
      <Field
        label={t('crs')}
        value={reading.crs}
        placeholder={stated ?? 'EPSG:4490'}
        onChange={(event) => onChange({ crs: event.currentTarget.value.trim() })}
        {...(refused ? { error: t(`refusedCrs.${refused}`) } : { hint: t('crsHint') })}
      />
      {nowhere && (
        <p className={styles.error} role="alert">
          {t('landsNowhere')}
        </p>
      )}
      {refused === null && kilometersAway !== null && (
        <p className={far ? styles.error : styles.note} role={far ? 'alert' : undefined}>
          {t(far ? 'landsFar' : 'landsNear', { kilometers: kilometers(kilometersAway) })}
        </p>
      )}
      {preview && (far || refused !== null) && preview.landings.length > 0 && (
        <>
          <p className={styles.note}>{t('couldBe')}</p>
          <div className={styles.actions}>
            {preview.landings.slice(0, 4).map((landing) => (
              <Button
                key={`${landing.crs} ${landing.swapped}`}
                onClick={() => onChange({ crs: landing.crs, swapAxes: landing.swapped })}
              >
                {t(landing.swapped ? 'landingSwapped' : 'landing', {
                  crs: landing.crs,
                  kilometers: kilometers(landing.kilometers),
                })}
              </Button>
            ))}
          </div>
        </>
      )}
      {reading.swapAxes && (
        <label className={styles.check}>
          <input type="checkbox" checked onChange={() => onChange({ swapAxes: false })} />
          {t('swapped')}
        </label>
      )}
      {/^(gcj-?02|bd-?09)$/i.test(reading.crs) && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={reading.acceptShifted}
            onChange={(event) => onChange({ acceptShifted: event.currentTarget.checked })}
          />
          {t('acceptShifted')}
        </label>
      )}
    </section>
  )
}
