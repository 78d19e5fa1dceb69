import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './PlanTools.module.css'
import { MergeIcon, RedoIcon, SelectIcon, SplitIcon, UndoIcon } from './plan-icons.tsx'

export const toolNames = ['select', 'split', 'merge'] as const
export type ToolName = (typeof toolNames)[number]

export interface PlanToolsProps {
  tool: ToolName
  canUndo: boolean
  canRedo: boolean
  onTool(tool: ToolName): void
  onUndo(): void
  onRedo(): void
}

const icons: Record<ToolName, ReactNode> = { select: <SelectIcon />, split: <SplitIcon />, merge: <MergeIcon /> }
export const toolKeys: Record<ToolName, string> = { select: 'v', split: 's', merge: 'm' }

/** The tools at the side of the map, each with its key. */
export function PlanTools({ tool, canUndo, canRedo, onTool, onUndo, onRedo }: PlanToolsProps) {
  const { t } = useTranslation('plan')
  return (
    <nav className={styles.tools} aria-label={t('tools')}>
      {toolNames.map((name) => (
        <Tool
          key={name}
          text={t(`tool.${name}`)}
          letter={toolKeys[name]}
          pressed={tool === name}
          onPress={() => onTool(name)}
        >
          {icons[name]}
        </Tool>
      ))}
      <hr />
      <Tool text={t('tool.undo')} letter="z" disabled={!canUndo} onPress={onUndo}>
        <UndoIcon />
      </Tool>
      <Tool text={t('tool.redo')} letter="y" disabled={!canRedo} onPress={onRedo}>
        <RedoIcon />
      </Tool>
    </nav>
  )
}

interface ToolProps {
  text: string
  letter: string
  pressed?: boolean
  disabled?: boolean
  onPress(): void
  children: ReactNode
}

function Tool({ text, letter, pressed, disabled, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className={styles.tool}
      title={`${text} (${letter.toUpperCase()})`}
      aria-label={text}
      aria-keyshortcuts={letter}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
      <small aria-hidden="true">{letter.toUpperCase()}</small>
    </button>
  )
}
