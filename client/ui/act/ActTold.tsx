import { useTranslation } from 'react-i18next'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'
import styles from './act.module.css'
import type { Sending } from './use-act.ts'
import { useRefusal } from './use-refusal.ts'

/** What came of sending an act: why it was refused, that the line was cut, or who was quicker and what it is now. */
export function ActTold({ sending, kind, timeZone }: { sending: Sending; kind: ActRequestKind; timeZone: string }) {
  const { t } = useTranslation('act')
  const format = useCardFormat(timeZone)
  const wordsOf = useRefusal()
  switch (sending.state) {
    case 'idle':
    case 'sending':
      return null
    case 'unsure':
      return (
        <p className={styles.told} role="alert">
          {t('unsure')}
        </p>
      )
    case 'refused':
      return (
        <p className={styles.told} role="alert">
          {wordsOf(sending.reason)}
        </p>
      )
    case 'changed': {
      const { issue, history, offers } = sending.now
      const last = history.at(-1)
      const refused = offers.find((one) => one.kind === kind)?.refused
      return (
        <div className={styles.told} role="alert">
          {last && (
            <p>
              {t('changed.who', {
                actor: last.actor,
                what: t(`card:event.${last.kind}`),
                at: format.moment(last.at),
              })}
            </p>
          )}
          <p>
            {t(issue.unitName === '' ? 'changed.now' : 'changed.nowWith', {
              state: t(`card:state.${issue.state}`),
              unit: issue.unitName,
            })}
          </p>
          <p>{refused ? wordsOf(refused) : t('changed.again')}</p>
        </div>
      )
    }
  }
}
