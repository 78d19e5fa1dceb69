import styles from './Cross.module.css'

/** The circle in the middle of a phone's map that points at the place meant. */
export function Cross() {
  return <span className={styles.cross} aria-hidden="true" />
}
