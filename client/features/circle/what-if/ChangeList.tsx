import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import type { Change } from '#domain/contract/change.ts'
import type { Position } from '#domain/contract/common.ts'
import { useCoverage } from '../coverage-context.ts'
import { gateHours } from '../hours/clock-hours.ts'
import { TimeSpan } from '../hours/TimeSpan.tsx'
import { useModelAnswer } from '../model/use-model-answer.ts'
import { withoutChange } from './changes.ts'
import { put, useDraft } from './draft-store.ts'
import { useChangeWords } from './use-change-words.ts'
import styles from './WhatIfPart.module.css'

/** What was changed, in the order it was made: each can be looked at and taken back; one that the county refuses says why. */
export function ChangeList() {
  const { t } = useTranslation('circle')
  const { live, listed, showOnMap, model, settled } = useCoverage()
  const changes = useDraft((draft) => draft.changes)
  const words = useChangeWords()
  const shapes = useModelAnswer(model, 'shapes', settled)?.told
  if (changes.length === 0) return <EmptyState title={t('whatIf.none')} hint={t('whatIf.noneHint')} />
  const home = (code: string) => listed.answer?.stations.find((station) => station.code === code)?.position ?? null
  const refusedAt = (at: number) => live?.told.refused.find((one) => one.at === at)?.reason
  return (
    <ul className={styles.list}>
      {changes.map((change, at) => {
        const place = placeOf(change, home) ?? shapes?.find((shape) => shape.at === at)?.line[0] ?? null
        const refused = refusedAt(at)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a change is known by its place in the list
          <li key={`${change.kind} ${at}`}>
            <button type="button" className={styles.what} onClick={() => place && showOnMap(place)}>
              <span>{words.what(change)}</span>
              {refused ? (
                <small data-bad>{t(`whatIf.refused.${refused}`)}</small>
              ) : (
                <small>{words.detail(change)}</small>
              )}
            </button>
            <IconButton
              label={t('whatIf.takeBack', { what: words.what(change) })}
              icon={<CloseIcon />}
              onClick={() => put(withoutChange(changes, at))}
            />
            {change.kind === 'open-gate' && (
              <TimeSpan
                opensMinute={change.opensMinute}
                closesMinute={change.closesMinute}
                onChange={(opens, closes) => put(changes.with(at, { ...change, ...gateHours(opens, closes) }))}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function placeOf(change: Change, home: (code: string) => Position | null): Position | null {
  if ('position' in change) return change.position
  if ('line' in change) return change.line[Math.floor(change.line.length / 2)] ?? null
  return 'code' in change ? home(change.code) : null
}
