import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { Position } from '#domain/contract/common.ts'
import type { PlanLife } from '#domain/contract/plan-life.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { CommentForm } from './CommentForm.tsx'
import styles from './LifeSide.module.css'
import { settle, usePlanLife } from './life-store.ts'

/** Comments by number, as the pins on the map; the open ones first in mind, settled ones fold their text. */
export function CommentList({ open, life, onGo }: { open: OpenDraft; life: PlanLife; onGo(place: Position): void }) {
  const { t } = useTranslation('plan-life')
  const format = useCardFormat(useCounty()?.timeZone ?? 'UTC')
  const chosen = usePlanLife((store) => store.chosen)
  const list = useRef<HTMLOListElement>(null)
  const waiting = life.comments.filter((comment) => comment.settled === null).length

  useEffect(() => {
    if (chosen !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const go = (id: string, place: Position | null) => {
    usePlanLife.setState({ chosen: id })
    if (place !== null) onGo(place)
  }
  const change = async (id: string, settled: boolean) => {
    const refused = await settle(open.base.county, life.id, id, settled)
    if (refused !== null) toast(t(`refused.${refused}`, { defaultValue: t('refused.other') }), 'bad')
  }

  return (
    <section className={styles.part} aria-labelledby="plan-comments">
      <h2 id="plan-comments">{t('comments', { count: waiting })}</h2>
      {life.comments.length === 0 && <p className={styles.none}>{t('noComments')}</p>}
      <ol className={styles.comments} ref={list}>
        {life.comments.map(({ id, at, actor, text, place, settled }, index) => (
          <li key={id} data-settled={settled !== null || undefined} aria-current={chosen === id || undefined}>
            <i aria-hidden="true">{index + 1}</i>
            <p>{text}</p>
            <small>
              {settled === null
                ? t('saidBy', { actor, moment: format.moment(at) })
                : t('settledBy', { actor: settled.actor, moment: format.moment(settled.at) })}
            </small>
            <div className={styles.ways}>
              {place !== null && (
                <Button aria-label={t('goTo', { number: index + 1 })} onClick={() => go(id, place)}>
                  {t('go')}
                </Button>
              )}
              {life.mayComment && (
                <Button
                  aria-label={t(settled === null ? 'settleOne' : 'reopenOne', { number: index + 1 })}
                  onClick={() => void change(id, settled === null)}
                >
                  {t(settled === null ? 'settle' : 'reopen')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {life.mayComment ? <CommentForm open={open} /> : <p className={styles.none}>{t('mayNotComment')}</p>}
    </section>
  )
}
