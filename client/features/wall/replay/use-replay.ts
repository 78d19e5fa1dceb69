import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { serverNow } from '#client/state/live.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import type { WallReplay } from '#domain/contract/wall.ts'
import { beginReplay, replayRuns, replaySpeeds, turnReplay } from '#domain/wall/replay-clock.ts'

export interface ShownReplay {
  /** What of the past is shown; null: the wall is of now. */
  replay: WallReplay | null
  change(next: WallReplay | null): void
}

/**
 * The past that this wall shows: what was asked for at the wall itself, until the remote asks for something else. R looks
 * back and comes back, Escape comes back, P holds time and lets it go.
 */
export function useReplay(steered: WallReplay | null): ShownReplay {
  const { t } = useTranslation('wall-replay')
  const asked = steered === null ? '' : JSON.stringify(steered)
  const [own, setOwn] = useState<{ over: string; replay: WallReplay | null } | null>(null)
  const replay = own?.over === asked ? own.replay : steered
  const change = useCallback((next: WallReplay | null) => setOwn({ over: asked, replay: next }), [asked])
  useEscape(replay !== null, () => change(null))
  useKeys(
    useMemo(() => {
      const toggle = { key: 'r', text: t(replay === null ? 'open' : 'now') }
      if (replay === null) return [{ ...toggle, run: () => change(beginReplay('day', serverNow())) }]
      const hold = () => {
        const now = serverNow()
        const speed = replayRuns(replay, now) ? 0 : replay.speed || replaySpeeds[replay.span][1]
        change(turnReplay(replay, { speed }, now))
      }
      return [
        { ...toggle, run: () => change(null) },
        { key: 'p', text: t(replay.speed > 0 ? 'pause' : 'play'), run: hold },
      ]
    }, [t, replay, change]),
  )
  return { replay, change }
}
