import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { useCoverage } from '../coverage-context.ts'
import { useNumbers } from '../use-numbers.ts'
import { joinOf } from './as-change.ts'
import type { Gap } from './find-gaps.ts'
import styles from './RepairPart.module.css'
import { propose } from './repair-store.ts'

/** Shown before anybody asks for more. */
const FEW = 4

/** What looks wrong about the network: dead ends that nearly meet, walled compounds without a gate; each can be looked at and mended. */
export function GapList({ mayWrite, reason }: { mayWrite: boolean; reason: string | undefined }) {
  const { t } = useTranslation('circle-repair')
  const { model, settled, showOnMap } = useCoverage()
  const [gaps, setGaps] = useState<Gap[] | null>(null)
  const [all, setAll] = useState(false)
  const thread = model.state === 'ready' ? model.thread : null
  useEffect(() => {
    if (!thread) return
    let left = false
    thread.gaps(settled).then(
      (found) => !left && setGaps(found),
      // the page tells of a lost worker by itself
      () => {},
    )
    return () => {
      left = true
    }
  }, [thread, settled])
  if (gaps === null) return null

  const mend = async (gap: Gap) => {
    if (gap.kind === 'ends') {
      showOnMap(gap.from)
      return propose(joinOf(gap.from, gap.to, gap.name))
    }
    const best = await thread?.bestGate(gap.compound, settled).catch(() => null)
    if (!best) return toast(t('gap.noGateHelps', { name: gap.name }), 'bad')
    showOnMap(best.position)
    const at = { compound: gap.compound, position: best.position, opensMinute: 0, closesMinute: 1440 }
    propose({ repair: { kind: 'add-gate', ...at }, edge: null, name: gap.name })
  }
  return (
    <section className={styles.group}>
      <h3>{t('gap.title', { count: gaps.length })}</h3>
      {gaps.length === 0 && <p className={styles.hint}>{t('gap.none')}</p>}
      <ul>
        {(all ? gaps : gaps.slice(0, FEW)).map((gap) => (
          <li key={gap.kind === 'ends' ? gap.from.join() : gap.compound}>
            <button
              type="button"
              className={styles.what}
              onClick={() => showOnMap(gap.kind === 'ends' ? gap.from : gap.position)}
            >
              <GapWords gap={gap} minutes={settled.minutes} />
            </button>
            <Button reason={reason} onClick={() => mayWrite && void mend(gap)}>
              {t(`gap.mend.${gap.kind}`)}
            </Button>
          </li>
        ))}
      </ul>
      {!all && gaps.length > FEW && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {t('gap.more', { count: gaps.length - FEW })}
        </Button>
      )}
    </section>
  )
}

function GapWords({ gap, minutes }: { gap: Gap; minutes: number }) {
  const { t } = useTranslation('circle-repair')
  const numbers = useNumbers()
  if (gap.kind === 'gateless')
    return (
      <>
        <span>{t('gap.gateless', { name: gap.name })}</span>
        <small>{t('gap.living', { households: numbers.whole(gap.households) })}</small>
        <small>{t('gap.takeMe')}</small>
      </>
    )
  const meters = numbers.whole(Math.max(1, Math.round(gap.meters)))
  return (
    <>
      <span>{t(gap.name === '' ? 'gap.endsUnnamed' : 'gap.ends', { meters, name: gap.name })}</span>
      <small>{gap.gained ? t('gap.gains', { households: numbers.whole(gap.gained), minutes }) : t('gap.takeMe')}</small>
    </>
  )
}
