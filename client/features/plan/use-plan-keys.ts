import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { redoStep, undoStep } from './open-plan.ts'
import { type ToolName, toolKeys, toolNames } from './PlanTools.tsx'

/** Single keys of the plan, listed under "?", and Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y of old habit. */
export function usePlanKeys(onTool: (tool: ToolName) => void): void {
  const { t } = useTranslation('plan')
  useKeys(
    useMemo(
      () => [
        ...toolNames.map((name) => ({ key: toolKeys[name], text: t(`tool.${name}`), run: () => onTool(name) })),
        { key: 'z', text: t('tool.undo'), run: undoStep },
        { key: 'y', text: t('tool.redo'), run: redoStep },
        { key: 'Z', shift: true, text: t('tool.redo'), run: redoStep },
      ],
      [t, onTool],
    ),
  )
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const target = event.target
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      const letter = event.key.toLowerCase()
      if (letter !== 'z' && letter !== 'y') return
      event.preventDefault()
      if (letter === 'y' || event.shiftKey) redoStep()
      else undoStep()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
}
