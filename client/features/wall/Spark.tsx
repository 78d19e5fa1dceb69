import styles from './Spark.module.css'

const WIDTH = 192
const HEIGHT = 56
const MARGIN = 5

/** A line of the last days, today at its end as a dot; null leaves a gap. Decoration beside the figure: hidden from readers. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return <span />
  const least = Math.min(...known)
  const range = Math.max(...known) - least || 1
  const x = (index: number) => MARGIN + (index * (WIDTH - 2 * MARGIN)) / (values.length - 1)
  const y = (value: number) => HEIGHT - MARGIN - ((value - least) / range) * (HEIGHT - 2 * MARGIN)
  const path = values
    .map((value, index) => {
      if (value === null) return ''
      const gap = index === 0 || values[index - 1] === null
      return `${gap ? 'M' : 'L'}${x(index).toFixed(1)},${y(value).toFixed(1)}`
    })
    .join('')
  const last = values.at(-1)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.spark} aria-hidden="true">
      <path d={path} />
      {typeof last === 'number' && <circle cx={x(values.length - 1)} cy={y(last)} r="4" />}
    </svg>
  )
}
