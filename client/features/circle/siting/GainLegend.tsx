import { useTranslation } from 'react-i18next'
import { Spinner } from '#client/ui/Spinner.tsx'
import { gainBreaks, type SitingGain } from '#domain/contract/siting.ts'
import { useCoverage } from '../coverage-context.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './SitingPart.module.css'
import { useSiteWords } from './use-site-words.ts'

const ramp = ['var(--more-2)', 'var(--more-3)', 'var(--more-4)', 'var(--more-5)', 'var(--more-6)']

/** What the streets' colours and widths mean, and the best single place. */
export function GainLegend({ gain, busy }: { gain: SitingGain | null; busy: boolean }) {
  const { t } = useTranslation('siting')
  const { showOnMap } = useCoverage()
  const numbers = useNumbers()
  const words = useSiteWords()
  if (!gain) return <Spinner />
  const { unit, best, pieces, streets } = gain
  return (
    <div className={styles.gain} data-stale={busy || undefined} aria-busy={busy}>
      <p className={styles.legendTitle}>{t(`legend.${unit}`)}</p>
      <ol className={styles.legend} aria-label={t(`legend.${unit}`)}>
        {gainBreaks[unit].map((from, step) => (
          <li key={from}>
            <i style={{ background: ramp[step], height: `${0.1875 + 0.0625 * step}rem` }} />
            <span>{step === 0 ? t('legend.some') : t('legend.from', { from: numbers.whole(from) })}</span>
          </li>
        ))}
      </ol>
      <button type="button" className={styles.best} onClick={() => showOnMap(best.position)}>
        <span>{t('bestPlace')}</span>
        <strong>{words.place(best)}</strong>
        <b>{words.gain(unit, best.gain)}</b>
      </button>
      {pieces.length < streets && (
        <p className={styles.note}>{t('legend.cut', { drawn: numbers.whole(pieces.length) })}</p>
      )}
    </div>
  )
}
