import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { SitingChosen } from '#domain/contract/siting.ts'
import { useCoverage } from '../coverage-context.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './SitingPart.module.css'
import { useProof } from './use-proof.ts'
import { usePutSites } from './use-put-sites.ts'
import { useSiteWords } from './use-site-words.ts'
import type { Wish } from './use-siting-state.ts'

export interface SitesToldProps {
  told: SitingChosen
  minutes: number
  wish: Wish
}

/** The chosen sites: what they come to together and how near the best possible that is, then each with what it adds. */
export function SitesTold({ told, minutes, wish }: SitesToldProps) {
  const { t } = useTranslation('siting')
  const { showOnMap } = useCoverage()
  const numbers = useNumbers()
  const words = useSiteWords()
  const proof = useProof(told, minutes, wish)
  const put = usePutSites()
  const answer = useRef<HTMLDivElement>(null)
  // below the question it would be out of sight on a small screen
  useEffect(() => {
    // newer browsers answer with a promise: an effect must not
    void answer.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  let households = told.householdsToday
  return (
    <div className={styles.told} ref={answer}>
      <p className={styles.proof} role="status">
        {proof.result} <strong>{proof.bound}</strong>
      </p>
      <ol className={styles.sites}>
        {told.sites.map((site, at) => {
          households += site.households
          return (
            <li key={site.position.join()}>
              <button type="button" onClick={() => showOnMap(site.position)}>
                <i aria-hidden="true">{at + 1}</i>
                <span>{words.place(site)}</span>
                <b>{words.gain('households', site.households)}</b>
                <small>
                  {t('after', {
                    share: numbers.percent(told.households === 0 ? 0 : households / told.households),
                    minutes,
                  })}
                </small>
              </button>
            </li>
          )
        })}
      </ol>
      {told.offNetwork > 0 && <p className={styles.note}>{t('offNetwork', { count: told.offNetwork })}</p>}
      {told.sites.length > 0 && (
        <Button onClick={() => void put(told.sites)}>{t('put', { count: told.sites.length })}</Button>
      )}
    </div>
  )
}
