import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyLines, useKeys } from '#client/state/keys.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import styles from './KeysDialog.module.css'

/** "?" lists every key that works on the page shown. */
export function KeysDialog() {
  const { t } = useTranslation('keys')
  const [open, setOpen] = useState(false)
  useKeys(useMemo(() => [{ key: '?', text: t('list'), run: () => setOpen(true) }], [t]))
  const lines = useKeyLines()
  const onMap = [
    { text: t('pan'), keys: ['←', '↑', '→', '↓'] },
    { text: t('turn'), keys: ['Shift ←', 'Shift →'] },
    { text: t('tilt'), keys: ['Shift ↑', 'Shift ↓'] },
  ]
  return (
    <Dialog open={open} title={t('title')} onClose={() => setOpen(false)}>
      <Lines heading={t('anywhere')} lines={lines} />
      <Lines heading={t('onMap')} lines={onMap} />
    </Dialog>
  )
}

function Lines({ heading, lines }: { heading: string; lines: { text: string; keys: string[] }[] }) {
  return (
    <section className={styles.section}>
      <h3>{heading}</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.text}>
            <dt>{line.text}</dt>
            <dd>
              {line.keys.map((key) => (
                <span key={key} className={styles.combination}>
                  {key.split(' ').map((part) => (
                    <kbd key={part}>{part}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
