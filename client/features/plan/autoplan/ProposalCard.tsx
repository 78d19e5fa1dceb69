import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { AutoplanFigures, AutoplanRun } from '#domain/contract/autoplan.ts'
import { useNumber } from '../use-number.ts'
import { NoPlanList } from './NoPlanList.tsx'
import styles from './ProposalCard.module.css'
import { SmallMap } from './SmallMap.tsx'

export interface ProposalCardProps {
  proposal: AutoplanRun['proposals'][number]
  /** Households of a grid that were asked for. */
  norm: AutoplanRun['norm']
  /** Of what stands: today, or the draft that is open. */
  today: AutoplanFigures | null
  opening: boolean
  /** It is the one on the map. */
  shown: boolean
  /** The hand or the keys came to it. */
  onShow(): void
  onOpen(): void
  /** Makes it a step of the draft that is open; without it, there is none. */
  onTake: (() => void) | undefined
  onGo(place: readonly [number, number]): void
}

/** One of several plans: a small map, what it comes to beside today, and the way into the editor. */
export function ProposalCard(card: ProposalCardProps) {
  const { proposal, norm, today, opening, shown, onShow, onOpen, onTake, onGo } = card
  const { t } = useTranslation('autoplan')
  const { number, percent } = useNumber()
  const { leaning, figures, drawsMicroGrids, outlines, shared, unplanned } = proposal
  const households = (value: number) => t('households', { households: number.format(value) })
  const share = (value: number | null) => (value === null ? '–' : percent.format(value))
  const lines = [
    {
      name: t('figure.within', { least: number.format(norm[0]), most: number.format(norm[1]) }),
      value: `${figures.within} / ${figures.grids}`,
      before: today && `${today.within} / ${today.grids}`,
    },
    { name: t('figure.moved'), value: households(figures.moved), before: null },
    {
      name: t('figure.spread'),
      value: `${number.format(figures.fewest)}–${number.format(figures.most)}`,
      before: today && `${number.format(today.fewest)}–${number.format(today.most)}`,
    },
    {
      name: t('figure.off'),
      value: `±${number.format(Math.round(figures.off))}`,
      before: today && `±${number.format(Math.round(today.off))}`,
    },
    {
      name: t('figure.along'),
      value: share(figures.alongShare),
      before: today && share(today.alongShare),
    },
    {
      name: t('figure.compactness'),
      value: figures.compactness.toFixed(2),
      before: today?.compactness.toFixed(2) ?? null,
    },
    ...(drawsMicroGrids
      ? [
          {
            name: t('figure.microGrids'),
            value: number.format(figures.microGrids),
            before: today && number.format(today.microGrids),
          },
        ]
      : []),
  ]
  return (
    <li className={`${styles.card} ${shown ? styles.shown : ''}`} onPointerEnter={onShow} onFocus={onShow}>
      <h3>{t(`leaning.${leaning}`)}</h3>
      <SmallMap outlines={outlines} label={t('mapOf', { leaning: t(`leaning.${leaning}`), count: outlines.length })} />
      <table className={styles.figures}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('figure.plan')}</th>
            <th scope="col">{t(onTake ? 'figure.draft' : 'figure.today')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, value, before }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>{before ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {onTake && figures.moved === 0 && <p className={styles.note}>{t('onlyBorders')}</p>}
      {shared.length > 0 && (
        <details className={styles.unplanned}>
          <summary>{t('shared.title', { count: shared.length })}</summary>
          <ul>
            {shared.map(({ compound, households: own, grids }) => (
              <li key={compound}>
                {t('shared.one', {
                  compound: compound || t('aBuilding'),
                  households: number.format(own),
                  count: grids,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {unplanned.length > 0 && (
        <details className={styles.unplanned}>
          <summary>{t('stays', { count: unplanned.length })}</summary>
          <NoPlanList unplanned={unplanned} onGo={onGo} />
        </details>
      )}
      <div className={styles.ways}>
        {onTake && (
          <Button look="accent" disabled={opening} onClick={onTake}>
            {t('take')}
          </Button>
        )}
        <Button look={onTake ? 'quiet' : 'accent'} disabled={opening} onClick={onOpen}>
          {t(onTake ? 'openOther' : 'open')}
        </Button>
      </div>
    </li>
  )
}
