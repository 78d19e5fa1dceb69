import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sortOffers } from '#client/ui/act/act-order.ts'
import { useRefusal } from '#client/ui/act/use-refusal.ts'
import { Button } from '#client/ui/Button.tsx'
import type { IssueOffer } from '#domain/contract/issue.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'
import styles from './WorkSheet.module.css'

/** What the post that asks may do now; below, folded away, what it may not and why. */
export function WorkActs({ offers, onAct }: { offers: readonly IssueOffer[]; onAct(kind: ActRequestKind): void }) {
  const { t } = useTranslation('card')
  const wordsOf = useRefusal()
  const [more, setMore] = useState(false)
  const id = useId()
  const group = useRef<HTMLElement>(null)
  const used = useRef(false)
  const { first, allowed, refused } = sortOffers(offers)
  const key = allowed.join()

  // the button that was pressed may be gone: keys go on from here
  const shown = useRef(key)
  useEffect(() => {
    if (shown.current === key) return
    shown.current = key
    if (used.current && document.activeElement === document.body) group.current?.focus()
  })

  if (offers.length === 0) return null
  return (
    <section ref={group} tabIndex={-1} className={styles.acts} aria-label={t('work.acts')}>
      {allowed.length === 0 && <p className={styles.none}>{t('work.noActs')}</p>}
      <div className={styles.buttons}>
        {allowed.map((kind) => (
          <Button
            key={kind}
            look={kind === first ? 'accent' : 'plain'}
            onClick={() => {
              used.current = true
              onAct(kind)
            }}
          >
            {t(`act:act.${kind}`)}
          </Button>
        ))}
        {refused.length > 0 && (
          <Button look="quiet" aria-expanded={more} aria-controls={id} onClick={() => setMore(!more)}>
            {t(more ? 'work.less' : 'work.more', { count: refused.length })}
          </Button>
        )}
      </div>
      {more && (
        <ul id={id} className={styles.refused}>
          {refused.map(({ kind, reason }) => (
            <li key={kind}>
              <Button reason={wordsOf(reason)} aria-describedby={`${id}-${kind}`}>
                {t(`act:act.${kind}`)}
              </Button>
              <span id={`${id}-${kind}`}>{wordsOf(reason)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
