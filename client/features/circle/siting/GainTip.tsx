import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { GainUnit } from '#domain/contract/siting.ts'
import styles from './SitingPart.module.css'
import { useSiteWords } from './use-site-words.ts'
import type { PointedGain } from './use-siting-layers.ts'

/** Share of the screen's width beyond which it opens to the left, away from the panel. */
const LEFT_FROM = 0.55

/** What a station would bring at the place under the pointer. Says nothing to screen readers: the list does. */
export function GainTip({ pointed, unit }: { pointed: PointedGain; unit: GainUnit }) {
  const { t } = useTranslation('siting')
  const words = useSiteWords()
  const { x, y, gain } = pointed
  const main = document.querySelector('main')
  if (!main) return null
  return createPortal(
    <div
      className={styles.tip}
      data-left={x > LEFT_FROM * innerWidth || undefined}
      style={{ translate: `${x}px ${y}px` }}
      aria-hidden="true"
    >
      {t('here')} <strong>{words.gain(unit, gain)}</strong>
    </div>,
    main,
  )
}
