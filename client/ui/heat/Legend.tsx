import { useTheme } from '#client/state/view.ts'
import { coverage, type RampToken } from './heat-ramp.ts'
import styles from './Legend.module.css'

/** One class of a scale: where it begins and what it stands for. */
export interface ScaleStep {
  token: RampToken
  edge: string
  text: string
}

export interface ScaleProps {
  steps: readonly ScaleStep[]
  /** Index of the step that is read on the map; -1 for none. */
  read: number
  /** Words at both ends, of a scale that goes both ways. */
  ends?: readonly [string, string] | undefined
}

/** Classes side by side, each named by where it begins; a mark above the one that is read. */
export function Scale({ steps, read, ends }: ScaleProps) {
  const mix = useMix()
  return (
    <>
      <ol className={styles.scale} data-many={steps.length > 7 || undefined}>
        {steps.map(({ token, edge, text }, index) => (
          <li key={text} data-read={index === read || undefined}>
            <span className={styles.swatch} style={{ background: mix(token) }} />
            <span className={styles.edge} title={text}>
              {edge}
            </span>
          </li>
        ))}
      </ol>
      {ends && (
        <p className={styles.ends}>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
    </>
  )
}

/** One class of a list: what marks it on the map beside its colour, its name, and how many areas are of it. */
export interface NamedClass {
  key: string
  token: RampToken
  mark: string
  text: string
  count?: string
  wide?: boolean
}

/** Classes with names of their own. */
export function NamedClasses({ classes, read }: { classes: readonly NamedClass[]; read: string | null }) {
  const mix = useMix()
  return (
    <ul className={styles.list}>
      {classes.map(({ key, token, mark, text, count, wide }) => (
        <li key={key} data-read={key === read || undefined} data-wide={wide || undefined}>
          <span className={styles.mark} style={{ background: mix(token), color: inkOn(token) }} aria-hidden="true">
            {mark}
          </span>
          <span className={styles.name} title={text}>
            {text}
          </span>
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </li>
      ))}
    </ul>
  )
}

/** A token as it looks on the map: mixed with the land by how much of it a class covers. */
function useMix(): (token: RampToken) => string {
  const share = `${coverage[useTheme()] * 100}%`
  return (token) => `color-mix(in srgb, var(${token}) ${share}, var(--bg))`
}

/** Text on a class: the strongest two of each ramp turn the contrast round in both themes. */
function inkOn(token: RampToken): string {
  return /[56]$/.test(token) ? 'var(--bg)' : 'var(--text)'
}
