import { useTranslation } from 'react-i18next'
import { normOf, normState } from './norm-state.ts'
import type { OpenDraft } from './plan-desk.ts'
import { markedHouseholds } from './plan-words.ts'
import styles from './SplitTip.module.css'
import type { SplitPreview, SplitSide } from './split-preview.ts'
import { useNumber } from './use-number.ts'

const rows = ['households', 'elderly', 'buildings', 'issues'] as const

/** Both sides of the line being drawn, or why it cannot stand. */
export function SplitTip({ open, preview }: { open: OpenDraft; preview: SplitPreview }) {
  const { t } = useTranslation('plan')
  const { number } = useNumber()
  if (!preview.ok) return <p className={styles.reason}>{t(`refusal.${preview.reason}`)}</p>
  const { area, level } = preview
  const nameOf = (side: SplitSide) =>
    side.keeps ? (area?.name ?? '') : t(level === 'grid' ? 'newGrid' : 'newMicroGrid')
  const norm = normOf(open.base, level)
  const cellOf = (side: SplitSide, row: (typeof rows)[number]) => {
    const state =
      row === 'households'
        ? normState({ kind: area?.kind ?? 'base', rest: false }, side.counts.households, norm)
        : 'within'
    const value = side.counts[row]
    return <td data-state={state}>{value === null ? t('count.withheld') : markedHouseholds(value, state, number)}</td>
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
