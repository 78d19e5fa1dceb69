import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBoundary } from '#client/ui/ErrorBoundary.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useCoverage } from './coverage-context.ts'
import { type Part, parts } from './parts.tsx'
import styles from './SidePanel.module.css'
import type { CircleState } from './use-circle-state.ts'

/** The panel at the right: one part at a time, chosen by its tab. */
export function SidePanel() {
  const { t } = useTranslation('circle')
  const { state } = useCoverage()
  const { id, Body } = shownPart(state)
  return (
    <Panel className={styles.panel} aria-label={t(`part.${id}`)}>
      <Segmented<Part['id']>
        label={t('list')}
        choices={parts.map((part) => ({ value: part.id, text: t(`part.${part.id}`) }))}
        value={id}
        onChange={state.setPart}
      />
      <ErrorBoundary key={id}>
        <Suspense fallback={<Spinner />}>
          <Body />
        </Suspense>
      </ErrorBoundary>
    </Panel>
  )
}

/** The part that the address names; else the stations to choose from, or who a chosen one leaves out. */
export function shownPart({ part, station }: Pick<CircleState, 'part' | 'station'>): Part {
  const named = parts.find(({ id }) => id === part)
  return named ?? parts.find(({ id }) => id === (station === '' ? 'stations' : 'left-out')) ?? parts[0]!
}
