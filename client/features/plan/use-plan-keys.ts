import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { toast } from '#client/ui/toast.ts'
import { type ModeName, modeKeys, modeNames } from './modes/modes.ts'
import { redoStep, undoStep } from './open-plan.ts'
import { isElsewhere } from './use-drawing-keys.ts'

/**
 * Single keys of the plan, listed under "?", and Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y of old habit. They are heard on the way
 * down, so that a key the map's own tools know as well belongs to the plan while a draft is open.
 */
export function usePlanKeys(onMode: (mode: ModeName) => void, onLevel: () => void): void {
  const { t } = useTranslation('plan-tools')
  const bindings = useMemo(
    () => [
      ...modeNames.map((name) => ({ key: modeKeys[name], text: t(`mode.${name}`), run: () => onMode(name) })),
      { key: 'g', text: t('level.switch'), run: onLevel },
      { key: 'z', text: t('undo'), run: () => undoStep() === 'others' && toast(t('othersStep')) },
      { key: 'y', text: t('redo'), run: redoStep },
      { key: 'Z', shift: true, text: t('redo'), run: redoStep },
    ],
    [t, onMode, onLevel],
  )
  useKeys(bindings)
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented || isElsewhere(event.target)) return
      const held = event.ctrlKey || event.metaKey
      if (event.shiftKey && !held && event.key !== 'Z') return
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
