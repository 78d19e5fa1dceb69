import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { redoStep, undoStep } from './open-plan.ts'
import { type ToolName, toolKeys, toolNames } from './PlanTools.tsx'
import { isElsewhere } from './use-drawing-keys.ts'

/**
 * Single keys of the plan, listed under "?", and Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y of old habit. They are heard on the way
 * down, so that a key the map's own tools know as well belongs to the plan while a draft is open.
 */
export function usePlanKeys(onTool: (tool: ToolName) => void): void {
  const { t } = useTranslation('plan')
  const bindings = useMemo(
    () => [
      ...toolNames.map((name) => ({ key: toolKeys[name], text: t(`tool.${name}`), run: () => onTool(name) })),
      { key: 'z', text: t('tool.undo'), run: undoStep },
      { key: 'y', text: t('tool.redo'), run: redoStep },
      { key: 'Z', shift: true, text: t('tool.redo'), run: redoStep },
    ],
    [t, onTool],
  )
  useKeys(bindings)
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented || isElsewhere(event.target)) return
      const held = event.ctrlKey || event.metaKey
      const key = held ? (event.shiftKey ? 'Z' : event.key.toLowerCase()) : event.key
      if (held && !/^[zZy]$/.test(key)) return
      const binding = bindings.find((known) => known.key === key)
      if (!binding) return
      event.preventDefault()
      event.stopPropagation()
      binding.run()
    }
    window.addEventListener('keydown', heard, { capture: true })
    return () => window.removeEventListener('keydown', heard, { capture: true })
  }, [bindings])
}
