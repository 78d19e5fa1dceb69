import { type ReactNode, useId } from 'react'
import styles from './KeyFigure.module.css'
import { Spark } from './Spark.tsx'

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
}

/** One of the wall's figures: label, value, note, and the line of its last fourteen days. */
export function KeyFigure({ label, value, unit, note, formula, spark, alarming = false }: KeyFigureProps) {
  const explained = useId()
  return (
    <li className={styles.figure} title={formula} aria-describedby={explained}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value} data-alarming={alarming || undefined}>
        {value}
        <small>{unit}</small>
      </span>
      <span className={styles.spark}>
        <Spark values={spark} />
      </span>
      <span className={styles.note}>{note}</span>
      <span id={explained} hidden>
        {formula}
      </span>
    </li>
  )
}
