import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import styles from './follow.module.css'

/** What has happened, newest first, in words of every day. */
export function Steps({
  steps,
  format,
}: {
  steps: readonly { kind: string; at: string; actor: string }[]
  format: CardFormat
}) {
  const { t } = useTranslation('follow')
  const heading = useId()
  const numbered = steps.map((step, index) => ({ ...step, index }))
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {t('steps')}
      </h2>
      <ol className={styles.steps} reversed>
        {numbered.toReversed().map(({ index, kind, at, actor }) => (
          <li key={index}>
            <strong>{t(`happened.${kind}`)}</strong>
            <span>{actor === '' ? t('you') : actor}</span>
            <time dateTime={at}>{format.moment(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  )
}
