import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './NumberStrip.module.css'

export interface NumberStripProps {
  label: string
  numbers: readonly number[]
  /** None chosen means all. */
  chosen: readonly number[]
  /** What stands on a cell, '' for nothing. */
  textOf(number: number): string
  /** What a cell is called. */
  nameOf(number: number): string
  presets: readonly { text: string; numbers: readonly number[] }[]
  onChange(chosen: readonly number[]): void
}

/** Cells that are on or off, as hours of a day: one stop of Tab, arrow keys move, Space turns, Shift with an arrow turns on the way; a finger or mouse may be drawn across. */
export function NumberStrip({ label, numbers, chosen, textOf, nameOf, presets, onChange }: NumberStripProps) {
  const { t } = useTranslation('heat')
  const name = useId()
  const [stop, setStop] = useState(numbers[0] ?? 0)
  /** What a drag does to the cells it crosses; null when nothing is dragged. */
  const [painting, setPainting] = useState<boolean | null>(null)
  const put = (number: number, on: boolean) =>
    onChange(numbers.filter((other) => (other === number ? on : chosen.includes(other))))

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const at = numbers.indexOf(stop)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: numbers.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = numbers[Math.min(numbers.length - 1, Math.max(0, to))] ?? stop
    setStop(next)
    if (event.shiftKey) put(next, chosen.includes(stop))
    event.currentTarget.querySelector<HTMLElement>(`[data-number="${next}"]`)?.focus()
  }
  return (
    <div className={styles.strip}>
      <p className={styles.head}>
        <span id={name}>{label}</span>
        {presets.map((preset) => (
          <button key={preset.text} type="button" onClick={() => onChange(preset.numbers)}>
            {preset.text}
          </button>
        ))}
        <button type="button" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t('all')}
        </button>
      </p>
      <div
        role="toolbar"
        aria-labelledby={name}
        className={styles.cells}
        onKeyDown={walk}
        onPointerUp={() => setPainting(null)}
        onPointerLeave={() => setPainting(null)}
      >
        {numbers.map((number) => {
          const on = chosen.includes(number)
          return (
            <button
              key={number}
              type="button"
              data-number={number}
              aria-pressed={on}
              aria-label={nameOf(number)}
              title={nameOf(number)}
              tabIndex={number === stop ? 0 : -1}
              data-any={chosen.length === 0 || undefined}
              onFocus={() => setStop(number)}
              onPointerDown={() => {
                setPainting(!on)
                put(number, !on)
              }}
              onPointerEnter={() => painting !== null && put(number, painting)}
              onClick={({ detail }) => {
                // a press of the pointer has done it already
                if (detail === 0) put(number, !on)
              }}
            >
              {textOf(number)}
            </button>
          )
        })}
      </div>
    </div>
  )
}
