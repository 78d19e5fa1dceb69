import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { Position } from '#domain/contract/common.ts'
import { blockingOf } from '#domain/partition/rules/judge.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { findingWords } from '../plan-words.ts'
import { useNumber } from '../use-number.ts'
import styles from './LifeSide.module.css'

const SHOWN = 5

export interface BlockedByProps {
  open: OpenDraft
  nameOf(code: string): string
  onGo(place: Position, code: string): void
}

/** What the plan brings that the county lets block it: rule, grid and place, each with the way there. */
export function BlockedBy({ open, nameOf, onGo }: BlockedByProps) {
  const { t } = useTranslation('plan')
  const { t: life } = useTranslation('plan-life')
  const { number } = useNumber()
  const { work, base, plan } = open
  const blocking = useMemo(
    () =>
      blockingOf(
        {
          ...{ draft: work.draft, census: work.census, points: work.base.points, base: work.base },
          ...{ norm: base.norm, microGridNorm: base.microGridNorm, rules: base.rules, compounds: base.compounds },
        },
        plan.from !== 'today',
      ),
    [work, base, plan.from],
  )
  if (blocking.length === 0) return null
  return (
    <ul className={styles.blocking} aria-label={life('blocking', { count: blocking.length })}>
      {blocking.slice(0, SHOWN).map((finding) => {
        const { head, line } = findingWords(t, finding, nameOf, number)
        return (
          <li key={finding.id}>
            <strong>{head}</strong>
            <p>{line}</p>
            <Button onClick={() => onGo(finding.at, finding.face)}>{t('problems.go')}</Button>
          </li>
        )
      })}
      {blocking.length > SHOWN && <li>{life('blockingMore', { count: blocking.length - SHOWN })}</li>}
    </ul>
  )
}
