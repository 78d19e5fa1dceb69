import { type CSSProperties, type ReactNode, useId } from 'react'
import styles from './KeyFigure.module.css'
import { Spark } from './Spark.tsx'

/** A longer number takes the room of its line, and gets smaller beside another. */
const FEW_LETTERS = 5

export interface KeyFigureProps {
  label: string
  /** The number as text; a dash where nothing was counted. */
  value: string
  unit: string
  /** One line below: comparison, or numerator and denominator. */
  note: ReactNode
  /** How it is counted; read out, and shown on hover. */
  formula: string
  spark: readonly (number | null)[]
  alarming?: boolean
  /** `large` for the first of all, `half` for two side by side without their line. */
  size?: 'large' | 'half'
  /** Its shape on the map. */
  mark?: ReactNode
}

/** One of the wall's figures: label, value, note, and the line of its last fourteen days where there is room. */
export function KeyFigure({ label, value, unit, note, formula, spark, alarming = false, size, mark }: KeyFigureProps) {
  const letters = { '--letters': value.length } as CSSProperties
  const explained = useId()
  return (
    <li
      className={styles.figure}
      data-size={size}
      data-long={value.length > FEW_LETTERS || undefined}
      title={formula}
      aria-describedby={explained}
    >
      <span className={styles.label}>
        {mark}
        {label}
      </span>
      <span className={styles.value} style={letters} data-alarming={alarming || undefined}>
        {value}
        <small>{unit}</small>
      </span>
      {size !== 'half' && (
        <span className={styles.spark}>
          <Spark values={spark} />
        </span>
      )}
      <span className={styles.note}>{note}</span>
      <span id={explained} hidden>
        {formula}
      </span>
    </li>
  )
}
