import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import styles from './TopList.module.css'

export interface TopRow {
  key: string
  name: string
  value: string
  /** How sure the value is, where that can be said. */
  sure?: string
}

export interface TopTableProps {
  /** Heads of the second and, where there is one, the third column. */
  heads: readonly [string, string?]
  rows: readonly TopRow[]
  /** Shows a row's place on the map: `near` with a press, else only marked. */
  onPlace(key: string | null, near: boolean): void
}

/** Names, values and how sure they are; arrow keys walk, Enter goes there. */
export function TopTable({ heads, rows, onPlace }: TopTableProps) {
  const { t } = useTranslation('heat')
  if (rows.length === 0) return <p className={styles.empty}>{t('top.empty')}</p>
  return (
    <div className={styles.top}>
      <table>
        <caption>
          <VisuallyHidden>{t('top.caption')}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('top.name')}</th>
            <th scope="col">{heads[0]}</th>
            {heads[1] !== undefined && <th scope="col">{heads[1]}</th>}
          </tr>
        </thead>
        <tbody onKeyDown={walk}>
          {rows.map(({ key, name, value, sure }) => (
            <tr key={key}>
              <th scope="row">
                <button
                  type="button"
                  onClick={() => onPlace(key, true)}
                  onFocus={() => onPlace(key, false)}
                  onBlur={() => onPlace(null, false)}
                  onMouseEnter={() => onPlace(key, false)}
                  onMouseLeave={() => onPlace(null, false)}
                >
                  {name}
                </button>
              </th>
              <td>{value}</td>
              {heads[1] !== undefined && <td>{sure}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Arrow keys, Home and End move among the rows. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const buttons: Element[] = [...event.currentTarget.querySelectorAll('button')]
  const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  const next = buttons[Math.min(buttons.length - 1, Math.max(0, to))]
  if (next instanceof HTMLElement) next.focus()
}
