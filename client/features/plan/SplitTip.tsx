import { useTranslation } from 'react-i18next'
import type { Tally } from '#domain/partition/census.ts'
import { normState } from './norm-state.ts'
import type { OpenDraft } from './plan-desk.ts'
import { markedHouseholds } from './plan-words.ts'
import styles from './SplitTip.module.css'
import type { PreviewSide, SplitPreview } from './split-preview.ts'
import { useNumber } from './use-number.ts'

const rows: readonly (keyof Tally)[] = ['households', 'buildings', 'issues']

/** Both sides of the line being drawn, or why it cannot stand. */
export function SplitTip({ open, preview }: { open: OpenDraft; preview: SplitPreview }) {
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  if (!preview.ok) return <p className={styles.reason}>{t(`refusal.${preview.reason}`)}</p>
  const grid = open.work.draft.grids.get(preview.face ?? '')
  const nameOf = (side: PreviewSide) => (side.keeps ? (grid?.name ?? '') : t('newGrid'))
  const cellOf = (side: PreviewSide, row: keyof Tally) => {
    const state =
      row === 'households' ? normState(grid?.kind ?? 'base', side.counts.households, open.base.norm) : 'within'
    return <td data-state={state}>{markedHouseholds(side.counts[row], state, number)}</td>
  }
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          <td />
          <th data-side="A">
            <b>A</b> {nameOf(preview.left)}
          </th>
          <th data-side="B">
            <b>B</b> {nameOf(preview.right)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`count.${row}`)}</th>
            {cellOf(preview.left, row)}
            {cellOf(preview.right, row)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
