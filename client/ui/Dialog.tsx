import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'
import { CloseIcon } from './icons.tsx'

export interface DialogProps {
  open: boolean
  title: ReactNode
  onClose(): void
  children: ReactNode
  /** Buttons at the foot. */
  actions?: ReactNode
}

/** A modal dialog on the browser's own element: focus stays inside, Escape and the backdrop close it. */
export function Dialog({ open, title, onClose, children, actions }: DialogProps) {
  const { t } = useTranslation('ui')
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by the element's own cancel event
    <dialog
      ref={element}
      aria-labelledby={heading}
      className={styles.dialog}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      {open && (
        <div className={styles.body}>
          <header className={styles.header}>
            <h2 id={heading}>{title}</h2>
            <IconButton label={t('close')} icon={<CloseIcon />} onClick={onClose} />
          </header>
          <div className={styles.content}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </div>
      )}
    </dialog>
  )
}
