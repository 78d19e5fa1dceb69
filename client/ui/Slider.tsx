import { useId } from 'react'
import styles from './Slider.module.css'

export interface SliderProps {
  label: string
  /** Label for screen readers only. */
  hideLabel?: boolean
  value: number
  min: number
  max: number
  step?: number
  /** Value in words with its unit: `15 min`. */
  text: string
  /** Values printed below the track. */
  marks?: { value: number; text: string }[]
  onChange(value: number): void
  disabled?: boolean
}

/** A slider that a finger can hit; arrow keys move it by a step, Page keys by ten. */
export function Slider({ label, hideLabel, value, min, max, step = 1, text, marks, onChange, disabled }: SliderProps) {
  const id = useId()
  const share = max > min ? ((value - min) / (max - min)) * 100 : 0
  return (
    <div className={styles.slider}>
      <div className={hideLabel ? styles.hidden : styles.head}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id}>{text}</output>
      </div>
      <input
        id={id}
        type="range"
        value={value}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        aria-valuetext={text}
        style={{ '--share': `${share}%` }}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      {marks && (
        <div className={styles.marks} aria-hidden="true">
          {marks.map((mark) => (
            <span key={mark.value} style={{ left: `${((mark.value - min) / (max - min)) * 100}%` }}>
              {mark.text}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
