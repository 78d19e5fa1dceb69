import { useTranslation } from 'react-i18next'
import type { Figures } from '../figures.ts'
import { normOf, normState } from '../norm-state.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { markedHouseholds } from '../plan-words.ts'
import type { SnapKind } from '../snap.ts'
import type { PreviewSide, StepPreview } from '../step-preview.ts'
import { useNumber } from '../use-number.ts'
import styles from './FiguresTip.module.css'
import { NormBar } from './NormBar.tsx'

/** Columns that fit beside the pointer. */
const SHOWN = 4

export interface FiguresTipProps {
  open: OpenDraft
  preview: Pick<StepPreview, 'level' | 'sides'>
  stopped: boolean
  snapped: { kind: SnapKind; name: string } | null
}

/** The grids that a step changes, side by side: what they would have, and by how much that differs. */
export function FiguresTip({ open: { base }, preview, stopped, snapped }: FiguresTipProps) {
  const { t } = useTranslation('plan-tools')
  const { number, signed } = useNumber()
  const norm = normOf(base, preview.level)
  const sides = preview.sides.slice(0, SHOWN)
  const row = (name: string, read: (figures: Figures) => number | null, words: (value: number) => string) => (
    <tr>
      <th scope="row">{name}</th>
      {sides.map((side) => (
        <Cell key={side.code} side={side} read={read} words={words} signed={signed} />
      ))}
    </tr>
  )
  return (
    <div className={styles.figures}>
      <table>
        <thead>
          <tr>
            <td />
            {sides.map(({ code, name }) => (
              <th key={code}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={styles.households}>
            <th scope="row">{t('figure.households')}</th>
            {sides.map(({ before, after, ...area }) => {
              const state = after ? normState(area, after.households, norm) : 'none'
              const change = (after?.households ?? 0) - (before?.households ?? 0)
              return (
                <td key={area.code} data-state={state}>
                  {after ? markedHouseholds(after.households, state, number) : t('figure.gone')}
                  <small>{change === 0 ? '' : signed.format(change)}</small>
                </td>
              )
            })}
          </tr>
          <tr>
            <th scope="row">{t('figure.norm', { least: norm[0], most: norm[1] })}</th>
            {sides.map(({ code, kind, rest, after }) => (
              <td key={code}>
                {after && kind === 'base' && !rest ? <NormBar households={after.households} norm={norm} /> : null}
              </td>
            ))}
          </tr>
          {base.points.elderly === undefined ? (
            <tr>
              <th scope="row">{t('figure.elderly')}</th>
              <td colSpan={sides.length} className={styles.withheld}>
                {t('figure.withheld')}
              </td>
            </tr>
          ) : (
            row(t('figure.elderly'), ({ elderly }) => elderly, number.format)
          )}
          {row(t('figure.buildings'), ({ buildings }) => buildings, number.format)}
          {row(t('figure.issues'), ({ issues }) => issues, number.format)}
          {row(
            t('figure.load'),
            ({ issues }) => issues / 12,
            (value) => t('figure.perMonth', { value: number.format(value) }),
          )}
          {row(
            t('figure.area'),
            ({ areaSquareMeters }) => areaSquareMeters / 10_000,
            (value) => t('figure.hectares', { value: number.format(value) }),
          )}
          {row(
            t('figure.compactness'),
            ({ compactness }) => compactness,
            (value) => value.toFixed(2),
          )}
        </tbody>
      </table>
      {preview.sides.length > SHOWN && <p>{t('figure.more', { count: preview.sides.length - SHOWN })}</p>}
      {stopped && <p className={styles.stopped}>{t('stopped')}</p>}
      {snapped && <p className={styles.snapped}>{t(`snapped.${snapped.kind}`, { name: snapped.name })}</p>}
    </div>
  )
}

interface CellProps {
  side: PreviewSide
  read(figures: Figures): number | null
  words(value: number): string
  signed: Intl.NumberFormat
}

function Cell({ side: { before, after }, read, words, signed }: CellProps) {
  const value = after && read(after)
  if (value === null) return <td>—</td>
  const change = before ? value - (read(before) ?? 0) : 0
  const told = Math.abs(change) < 0.005 ? '' : signed.format(Number(change.toFixed(Math.abs(change) < 10 ? 1 : 0)))
  return (
    <td>
      {words(value)}
      <small>{told === '0' || told === '+0' || told === '-0' ? '' : told}</small>
    </td>
  )
}
