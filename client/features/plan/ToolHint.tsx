import type { ReactNode } from 'react'
import { Button } from '#client/ui/Button.tsx'
import styles from './ToolHint.module.css'

export interface HintAction {
  text: string
  key: string
  accent?: boolean
  /** Of what stays as it is pressed until it is pressed again. */
  pressed?: boolean
  reason?: string | undefined
  run(): void
}

/** What the tool in hand waits for, at the foot of the map; its buttons do what the keys do. */
export function ToolHint({ words, tip, actions }: { words: string; tip?: ReactNode; actions: readonly HintAction[] }) {
  return (
    <div className={styles.hint}>
      {tip && <div className={styles.tip}>{tip}</div>}
      <div className={styles.line}>
        <span>{words}</span>
        {actions.map(({ text, key, accent, pressed, reason, run }) => (
          <Button key={key} look={accent ? 'accent' : 'plain'} aria-pressed={pressed} reason={reason} onClick={run}>
            {text}
            <kbd>{key}</kbd>
          </Button>
        ))}
      </div>
    </div>
  )
}
