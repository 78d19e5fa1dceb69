import { useTranslation } from 'react-i18next'
import { IconButton } from './IconButton.tsx'
import { CloseIcon } from './icons.tsx'
import styles from './Toast.module.css'
import { dismissToast, useToasts } from './toast.ts'

/** Where toasts appear; App holds the only one. */
export function ToastRegion() {
  const { t } = useTranslation('ui')
  const messages = useToasts((store) => store.messages)
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {messages.map((message) => (
        <div key={message.id} className={[styles.toast, styles[message.kind]].join(' ')}>
          <span>{message.text}</span>
          <IconButton label={t('close')} icon={<CloseIcon />} onClick={() => dismissToast(message.id)} />
        </div>
      ))}
    </div>
  )
}
