import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { select } from '#client/state/selection.ts'
import { Button } from '#client/ui/Button.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { useEscape } from '#client/ui/use-escape.ts'
import type { IssueTarget } from '../heat-body.types.ts'
import type { HeatChoice } from '../heat-choice.ts'
import type { HeatPlace } from '../heat-questions.ts'
import styles from './HeatIssues.module.css'
import { IssueLines } from './IssueLines.tsx'
import { issuesQuestion } from './use-issues-at.ts'

const MINUTE_MILLISECONDS = 60_000

export interface HeatIssuesProps {
  choice: HeatChoice
  place: HeatPlace
  target: IssueTarget
  onClose(): void
}

/** The issues behind the heat at a place; each leads to its card. */
export default function HeatIssues({ choice, place, target, onClose }: HeatIssuesProps) {
  const { t } = useTranslation('heat')
  const heading = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const [now] = useState(() => Math.floor(serverNow() / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS)
  const question = issuesQuestion(choice, place, target, now)
  const { card } = target
  useEscape(true, onClose)
  useFocusOf(title, target)
  return (
    <aside className={styles.list} aria-labelledby={heading}>
      <header>
        <h2 id={heading} ref={title} tabIndex={-1}>
          {target.title}
        </h2>
        <IconButton label={t('list.close')} icon={<CloseIcon />} onClick={onClose} />
      </header>
      <IssueLines key={JSON.stringify(question)} question={question} within={target.within} timeZone={place.timeZone} />
      {card && (
        <Button look="quiet" onClick={() => select({ layer: card.layer, code: card.code })}>
          {t('list.card', { name: card.name || t(`card:layer.${card.layer}`) })}
        </Button>
      )}
    </aside>
  )
}

/** Takes the focus to the heading of each new list, and gives it back when the list closes. */
function useFocusOf(title: React.RefObject<HTMLElement | null>, target: IssueTarget): void {
  const before = useRef<Element>(null)
  useEffect(() => {
    before.current ??= document.activeElement
    return () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    }
  }, [])
  useEffect(() => {
    if (target) title.current?.focus()
  }, [title, target])
}
