import { useTranslation } from 'react-i18next'
import type { CountyFigures } from '#domain/contract/coverage-figures.ts'
import { elderlyWithin } from '../table/area-rows.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './ComparePart.module.css'

interface SideFiguresProps {
  names: readonly string[]
  sides: readonly CountyFigures[]
  minutes: number
  /** Figures of the question before, until the new ones come. */
  stale: boolean
}

interface Line {
  id: 'share' | 'inside' | 'leftOut' | 'elderly' | 'median' | 'stations'
  value(figures: CountyFigures): number | null
  share?: boolean
}

/** Figures of the county on each side, with what is different from the first. */
export function SideFigures({ names, sides, minutes, stale }: SideFiguresProps) {
  const { t } = useTranslation('circle-compare')
  const numbers = useNumbers()
  const step = elderlyWithin(minutes)
  const insideOf = ({ inside }: CountyFigures) => inside[minutes] ?? 0
  const lines: Line[] = [
    { id: 'share', value: (figures) => insideOf(figures) / Math.max(1, figures.households), share: true },
    { id: 'inside', value: insideOf },
    { id: 'leftOut', value: (figures) => figures.households - insideOf(figures) },
    {
      id: 'elderly',
      value: ({ elderlyInside }) => elderlyInside.find((count) => count.minutes === step)?.people ?? null,
    },
    { id: 'median', value: ({ medianMinutes }) => medianMinutes },
    { id: 'stations', value: ({ stations }) => stations },
  ]
  const ages = sides.some(({ elderly }) => elderly !== 0)
  const [first] = sides
  return (
    <div className={styles.scroll}>
      <table className={styles.figures} data-stale={stale || undefined}>
        <caption>{t('caption', { minutes })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines
            .filter(({ id }) => id !== 'elderly' || ages)
            .map(({ id, value, share }) => (
              <tr key={id}>
                <th scope="row">{t(`line.${id}`, { minutes: id === 'elderly' ? step : minutes })}</th>
                {sides.map((figures, at) => {
                  const told = value(figures)
                  const measure = first ? value(first) : null
                  const apart = told !== null && measure !== null && at > 0 ? told - measure : 0
                  return (
                    <td key={names[at]}>
                      {told === null ? t('withheld') : share ? numbers.percent(told) : numbers.whole(told)}
                      {Math.abs(apart) > (share ? 0.000_5 : 0) && (
                        <small>
                          {share ? t('points', { points: numbers.signed(apart * 100, 1) }) : numbers.signed(apart)}
                        </small>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
