import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { BuildFinding } from '#domain/partition/build-partition.ts'
import type { Finding } from '#domain/partition/rules/rule.types.ts'
import { FindingWays, type FindingWaysProps } from './FindingWays.tsx'
import styles from './Problems.module.css'
import { findingWords } from './plan-words.ts'
import { useNumber } from './use-number.ts'

export interface ProblemsProps extends Omit<FindingWaysProps, 'finding'> {
  findings: readonly Finding[]
  /** Where stored borders do not agree. */
  ground: readonly BuildFinding[]
  nameOf(code: string): string
}

const SHOWN = 12

/** What is wrong with the draft, each with its place and what helps. */
export const Problems = memo(function Problems({ findings, ground, nameOf, onGo, onSplit, onRepair }: ProblemsProps) {
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  const [all, setAll] = useState(false)
  const shown = all ? findings : findings.slice(0, SHOWN)
  return (
    <section className={styles.problems} aria-labelledby="plan-problems">
      <h2 id="plan-problems">{t('problems.title', { count: findings.length })}</h2>
      {findings.length === 0 && <p className={styles.fine}>{t('problems.none')}</p>}
      <ul>
        {shown.map((finding) => {
          const { head, line } = findingWords(t, finding, nameOf, number)
          return (
            <li key={finding.id} className={styles.problem} data-severity={finding.severity}>
              <strong>{head}</strong>
              <p>{line}</p>
              <div className={styles.ways}>
                <FindingWays finding={finding} onGo={onGo} onSplit={onSplit} onRepair={onRepair} />
              </div>
            </li>
          )
        })}
      </ul>
      {findings.length > SHOWN && (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? t('problems.fewer') : t('problems.all', { count: findings.length })}
        </Button>
      )}
      {ground.length > 0 && (
        <details className={styles.ground}>
          <summary>{t('ground.title', { count: ground.length })}</summary>
          <ul>
            {[...ground]
              .sort((a, b) => b.areaSquareMeters - a.areaSquareMeters)
              .slice(0, SHOWN)
              .map((one) => (
                <li key={`${one.kind} ${one.codes.join()} ${one.at?.join()}`}>
                  <span>
                    {t(`ground.${one.kind}`, {
                      grids: one.codes.map(nameOf).join(t('ground.and')),
                      area: number.format(one.areaSquareMeters),
                      width: number.format(one.widthMeters),
                    })}
                  </span>
                  {one.at && <Button onClick={() => onGo(one.at!, one.codes[0] ?? '')}>{t('problems.go')}</Button>}
                </li>
              ))}
          </ul>
        </details>
      )}
    </section>
  )
})
