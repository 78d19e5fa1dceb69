import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon, SlidersIcon } from '#client/ui/icons.tsx'
import styles from './HeatPanel.module.css'
import type { HeatWords } from './use-heat-words.ts'

export interface HeatPanelProps {
  words: HeatWords
  /** Legend, reading and notes of the kind that is shown. */
  children: ReactNode
  /** What is chosen by; shown while unfolded. */
  settings: ReactNode
  unfolded: boolean
  /** With it a button shows and hides the settings, as on a wall that is touched now and then. */
  onFold?: (() => void) | undefined
}

/** What the colours of the heat mean, and where they are chosen. */
export function HeatPanel({ words, children, settings, unfolded, onFold }: HeatPanelProps) {
  const { t } = useTranslation('heat')
  const heading = useId()
  const control = useId()
  return (
    <section className={styles.panel} aria-labelledby={heading} data-unfolded={unfolded || undefined}>
      <h2 id={heading} className={styles.title}>
        {words.title}
        <span className={styles.unit}>{words.unit}</span>
      </h2>
      <p className={styles.filter}>{words.filter.join(' · ')}</p>
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
      {children}
      <div id={control} hidden={!unfolded}>
        {unfolded && settings}
      </div>
    </section>
  )
}
