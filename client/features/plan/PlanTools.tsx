import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { planLimits } from '#domain/contract/plan.ts'
import type { Level } from '#domain/partition/area.ts'
import type { Mode } from './modes/mode.types.ts'
import { type ModeName, modeKeys, modeNames, modes } from './modes/modes.ts'
import styles from './PlanTools.module.css'
import type { OpenDraft } from './plan-desk.ts'
import { modeIcons, RedoIcon, UndoIcon } from './plan-icons.tsx'

export interface PlanToolsProps {
  open: OpenDraft
  mode: ModeName
  level: Level
  chosen: string | null
  onMode(mode: ModeName): void
  onLevel(level: Level): void
  onUndo(): void
  onRedo(): void
}

/** The tools at the side of the map, each with its key, and why it cannot be taken up. */
export function PlanTools({ open, mode, level, chosen, onMode, onLevel, onUndo, onRedo }: PlanToolsProps) {
  const { t } = useTranslation('plan-tools')
  const { steps, undone } = open.work
  return (
    <nav className={styles.tools} aria-label={t('tools')}>
      <LevelSwitch level={level} onLevel={onLevel} />
      {modeNames.map((name) => {
        const reason = disabledReason(name, open, chosen, level)
        return (
          <Tool
            key={name}
            text={t(`mode.${name}`)}
            letter={modeKeys[name]}
            pressed={mode === name}
            reason={reason === null ? undefined : t(`disabled.${reason}`, { most: planLimits.operations })}
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
export function disabledReason(name: ModeName, open: OpenDraft, chosen: string | null, level: Level): string | null {
  if (open.plan.state !== 'draft' && name !== 'select') return 'notDraft'
  if (open.work.steps.length >= planLimits.operations && name !== 'select') return 'full'
  const mode: Mode = modes[name]
  return mode.disabled?.(open, chosen, level) ?? null
}

/** Whether the tools mean grids or micro-grids. */
function LevelSwitch({ level, onLevel }: { level: Level; onLevel(level: Level): void }) {
  const { t } = useTranslation('plan-tools')
  return (
    <fieldset className={styles.levels} aria-label={t('level.label')}>
      {(['grid', 'micro-grid'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={level === one}
          aria-keyshortcuts="g"
          title={t(`level.${one}.meaning`)}
          onClick={() => onLevel(one)}
        >
          {t(`level.${one}.name`)}
        </button>
      ))}
      <small aria-hidden="true">G</small>
    </fieldset>
  )
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
