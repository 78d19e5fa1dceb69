import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './IconButton.module.css'

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** What it does, in words: tooltip and accessible name. */
  label: string
  icon: ReactNode
  /** For a button that is on or off. */
  pressed?: boolean
}

/** A square button that shows an icon. */
export function IconButton({ label, icon, pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      className={[styles.button, className].filter(Boolean).join(' ')}
      {...rest}
    >
      {icon}
    </button>
  )
}
