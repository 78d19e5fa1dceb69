import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ModeName, modeKeys, modeNames, modes } from './modes/modes.ts'
import styles from './PlanTools.module.css'
import type { OpenDraft } from './plan-desk.ts'
import { modeIcons, RedoIcon, UndoIcon } from './plan-icons.tsx'

export interface PlanToolsProps {
  open: OpenDraft
  mode: ModeName
  chosen: string | null
  onMode(mode: ModeName): void
  onUndo(): void
  onRedo(): void
}

/** The tools at the side of the map, each with its key, and why it cannot be taken up. */
export function PlanTools({ open, mode, chosen, onMode, onUndo, onRedo }: PlanToolsProps) {
  const { t } = useTranslation('plan-tools')
  const { steps, undone } = open.work
  return (
    <nav className={styles.tools} aria-label={t('tools')}>
      {modeNames.map((name) => {
        const reason = disabledReason(name, open, chosen)
        return (
          <Tool
            key={name}
            text={t(`mode.${name}`)}
            letter={modeKeys[name]}
            pressed={mode === name}
            reason={reason === null ? undefined : t(`disabled.${reason}`)}
            onPress={() => onMode(name)}
          >
            {modeIcons[name]}
          </Tool>
        )
      })}
      <hr />
      <Tool
        text={t('undo')}
        letter="z"
        reason={steps.length > 0 && open.plan.state === 'draft' ? undefined : t('disabled.nothingToUndo')}
        onPress={onUndo}
      >
        <UndoIcon />
      </Tool>
      <Tool
        text={t('redo')}
        letter="y"
        reason={undone.length > 0 && open.plan.state === 'draft' ? undefined : t('disabled.nothingToRedo')}
        onPress={onRedo}
      >
        <RedoIcon />
      </Tool>
    </nav>
  )
}

/** Why a mode cannot be taken up now, as a key under `disabled`; null when it can. */
export function disabledReason(name: ModeName, open: OpenDraft, chosen: string | null): string | null {
  if (open.plan.state !== 'draft' && name !== 'select') return 'notDraft'
  const mode: (typeof modes)[ModeName] & { disabled?(open: OpenDraft, chosen: string | null): string | null } =
    modes[name]
  return mode.disabled?.(open, chosen) ?? null
}

interface ToolProps {
  text: string
  letter: string
  pressed?: boolean
  reason: string | undefined
  onPress(): void
  children: ReactNode
}

function Tool({ text, letter, pressed, reason, onPress, children }: ToolProps) {
  const key = letter.toUpperCase()
  return (
    <button
      type="button"
      className={styles.tool}
      title={reason ? `${text} (${key}): ${reason}` : `${text} (${key})`}
      aria-label={reason ? `${text}: ${reason}` : text}
      aria-keyshortcuts={letter}
      aria-pressed={pressed}
      aria-disabled={reason !== undefined || undefined}
      onClick={reason ? undefined : onPress}
    >
      {children}
      <small aria-hidden="true">{key}</small>
    </button>
  )
}
