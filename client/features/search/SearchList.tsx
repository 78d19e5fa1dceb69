import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import type { SearchResult } from '#domain/contract/search.ts'
import { KindIcon } from './KindIcon.tsx'
import styles from './SearchList.module.css'
import type { Search } from './use-search.ts'

export interface SearchListProps {
  id: string
  found: Search
  shown: readonly SearchResult[]
  /** What is shown was chosen before. */
  recent: boolean
  /** The one that Enter would choose; -1 none. */
  at: number
  onChoose(result: SearchResult): void
  onPoint(index: number): void
}

/** The results under the search box, and what it says when there are none. Names are text, never HTML. */
export function SearchList({ id, found, shown, recent, at, onChoose, onPoint }: SearchListProps) {
  const { t } = useTranslation('search')
  const none = found.state === 'found' && found.results.length === 0
  return (
    <div className={styles.list}>
      {recent && shown.length > 0 && <p className={styles.heading}>{t('recent')}</p>}
      {found.state === 'searching' && <p className={styles.heading}>{t('searching')}</p>}
      {found.state === 'failed' && <ErrorState code={found.code} />}
      {none && <EmptyState title={t('none', { q: found.q })} hint={t('hint')} />}
      {/* the box keeps the focus: options are pointed at, not focused */}
      <div id={id} role="listbox" aria-label={t('results')}>
        {shown.map((result, index) => (
          <div
            key={`${result.kind} ${result.code} ${result.name}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => index !== at && onPoint(index)}
            onClick={() => onChoose(result)}
            onKeyDown={(event) => event.key === 'Enter' && onChoose(result)}
          >
            <KindIcon kind={result.kind} />
            <span className={styles.words}>
              <span className={styles.name}>{result.name}</span>
              <span className={styles.within}>{lineOf(result, t)}</span>
            </span>
            <span className={styles.kind}>{t(`kind.${result.kind}`)}</span>
          </div>
        ))}
      </div>
      <p className={styles.status} role="status">
        {found.state === 'found' && !recent ? t('count', { count: found.results.length }) : ''}
      </p>
    </div>
  )
}

function lineOf(result: SearchResult, t: (key: string) => string): string {
  if (result.coordinate) {
    const { swapped, inside } = result.coordinate
    return [swapped && t('coordinate.swapped'), t(inside ? 'coordinate.inside' : 'coordinate.outside')]
      .filter(Boolean)
      .join(' · ')
  }
  const code = result.kind === 'compound' || result.kind === 'road' || result.kind === 'station' ? '' : result.code
  return [result.within, code].filter(Boolean).join(' · ')
}
