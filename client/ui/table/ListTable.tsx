import type { ReactNode } from 'react'
import styles from './ListTable.module.css'

/** A plain table of records; on a phone each row stands as a block, its cells named by their `data-label`. */
export function ListTable({ columns, children }: { columns: readonly string[]; children: ReactNode }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** The name of a record that opens it. */
export function OpenRecord({ children, onOpen }: { children: ReactNode; onOpen(): void }) {
  return (
    <button type="button" className={styles.open} onClick={onOpen}>
      {children}
    </button>
  )
}
