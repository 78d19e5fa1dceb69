import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '#client/ui/toast.ts'
import type { Level } from '#domain/partition/area.ts'
import type { ModeName } from '../modes/modes.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { useRunningMode } from './use-running-mode.ts'

export interface ModeHostProps {
  open: OpenDraft
  mode: ModeName
  level: Level
  chosen: string | null
  onChoose(code: string | null): void
  onOutline(code: string | null): void
  onLeave(): void
}

/** Keeps the mode in hand on. Draws nothing by itself. */
export function ModeHost({ open, mode, level, chosen, onChoose, onOutline, onLeave }: ModeHostProps) {
  const { t } = useTranslation('plan')
  const ways = useMemo(
    () => ({
      level: () => level,
      chosen: () => chosen,
      choose: onChoose,
      outline: onOutline,
      leave: onLeave,
      refused: (reason: string) => toast(t(`refusal.${reason}`), 'bad'),
    }),
    [level, chosen, onChoose, onOutline, onLeave, t],
  )
  useRunningMode(mode, open, ways)
  return null
}
