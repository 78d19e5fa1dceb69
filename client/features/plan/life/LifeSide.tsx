import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { Position } from '#domain/contract/common.ts'
import { ActButtons } from './ActButtons.tsx'
import type { BlockedByProps } from './BlockedBy.tsx'
import { CarryOver, type CarryOverProps } from './CarryOver.tsx'
import { CommentList } from './CommentList.tsx'
import styles from './LifeSide.module.css'
import { LifeTrack } from './LifeTrack.tsx'
import { loadLife, lookAtChanges, usePlanLife } from './life-store.ts'
import { PublishStep } from './PublishStep.tsx'

/** Where the plan stands, what may be done with it, and what was said about it. */
export function LifeSide({ open, nameOf, onGo, onOpen }: BlockedByProps & Pick<CarryOverProps, 'onOpen'>) {
  const { t } = useTranslation('plan-life')
  const life = usePlanLife((store) => store.life)
  const failed = usePlanLife((store) => store.failed)
  const publishing = usePlanLife((store) => store.publishing)
  const retry = () => void loadLife(open.base.county, open.plan.id)
  const goTo = (place: Position) => onGo(place, '')
  if (life === null) return failed === null ? <Spinner /> : <ErrorState code={failed} onRetry={retry} />
  if (publishing) return <PublishStep open={open} life={life} step={publishing} onGo={goTo} />
  return (
    <>
      <section className={styles.part} aria-labelledby="plan-life">
        <h2 id="plan-life">{t('title')}</h2>
        <LifeTrack life={life} />
        <CarryOver open={open} life={life} onOpen={onOpen} />
        <ActButtons open={open} life={life} nameOf={nameOf} onGo={onGo} />
        {(life.state === 'published' || life.state === 'superseded') && (
          <Button onClick={() => void lookAtChanges(open.base.county, open.plan.id)}>{t('seeChanges')}</Button>
        )}
      </section>
      <CommentList open={open} life={life} onGo={goTo} />
      {failed !== null && (
        <Button look="quiet" onClick={retry}>
          {t('stale')}
        </Button>
      )}
    </>
  )
}
