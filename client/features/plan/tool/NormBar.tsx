import styles from './NormBar.module.css'

/** Households as a mark on a bar whose band is the norm; decoration beside the number that says the same. */
export function NormBar({ households, norm: [least, most] }: { households: number; norm: readonly [number, number] }) {
  const scale = most * 1.5
  const at = (value: number) => `${Math.min(100, (value / scale) * 100)}%`
  return (
    <span className={styles.bar} aria-hidden="true" data-off={households < least || households > most || undefined}>
      <i style={{ left: at(least), width: at(most - least) }} />
      <u style={{ left: at(households) }} />
    </span>
  )
}
