import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './Button.module.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'accent' | 'danger' | 'quiet'
  icon?: ReactNode
  /** Why it cannot be pressed: disables it and is told on hover and to screen readers. */
  reason?: string | undefined
}

/** A button that says why it is disabled. */
export function Button({ look = 'plain', icon, reason, className, children, disabled, ...rest }: ButtonProps) {
  const refused = reason !== undefined && reason !== ''
  return (
    <button
      type="button"
      title={reason}
      aria-disabled={refused || undefined}
      disabled={disabled}
      className={[styles.button, styles[look], className].filter(Boolean).join(' ')}
      {...rest}
      onClick={refused ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon}
      {children}
    </button>
  )
}
