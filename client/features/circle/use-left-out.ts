import { useMemo } from 'react'
import type { Position } from '#domain/contract/common.ts'
import { askLeftOut } from '#domain/contract/coverage-figures.ts'
import type { LeftOutReason } from '#domain/coverage/left-out-reason.ts'
import type { GroupName } from '#domain/coverage/model.ts'
import type { Coverage } from './coverage-context.ts'
import { useModelAnswer } from './model/use-model-answer.ts'
import { useAnswer } from './use-answer.ts'

/** Households together that do not come within the minutes: of any station, or of the one whose circle they live in. */
export interface LeftOutPlace extends GroupName {
  households: number
  /** Minutes that half of them miss; null where no way leads. */
  missingMinutes: number | null
  /** Why they reach no station; null of one station's circle, where another may be nearer. */
  reason: LeftOutReason | null
  /** Minutes that a gate where they live, or a bridge, would save at least; null for other reasons. */
  savedMinutes: number | null
  nearest: { code: string; name: string; minutes: number } | null
  position: Position
}

/** Who is left out under the question, the most households first; null until somebody has said. */
export function useLeftOut({ county, state, settled, model, figures }: Coverage): readonly LeftOutPlace[] | null {
  const whole = state.station === ''
  const told = useModelAnswer(model, 'leftOut', whole ? settled : null)?.told
  const inCircle = useModelAnswer(model, 'circleLeftOut', whole ? null : settled)?.told
  const { walk, stations, changes, minutes } = settled
  const asked = useAnswer(
    askLeftOut,
    whole && model.state === 'lost'
      ? { body: { county: county.code, walk, stations, changes: [...changes], minutes } }
      : null,
  )
  const { answer } = figures.counted
  const ofServer = whole ? (figures.usual ? answer?.county.leftOut : undefined) : answer?.station?.leftOut
  return useMemo(() => {
    if (whole) {
      if (told) return told.map(({ wallMinutes, ...place }) => ({ ...place, savedMinutes: wallMinutes }))
      if (asked.answer) return asked.answer.leftOut
    }
    // until the reasons come: who it is, and how far they walk
    const groups = (whole ? null : inCircle) ?? ofServer
    return (
      groups
        ?.filter(({ byMinute }) => (byMinute[minutes] ?? 0) > 0)
        .map(({ kind, code, name, byMinute, walkByMinute, nearest, position }) => {
          const needed = walkByMinute[minutes] ?? null
          return {
            kind,
            code,
            name,
            nearest,
            position,
            households: byMinute[minutes] ?? 0,
            missingMinutes: needed === null ? null : needed - minutes,
            reason: null,
            savedMinutes: null,
          }
        })
        .sort((a, b) => b.households - a.households) ?? null
    )
  }, [whole, told, asked.answer, inCircle, ofServer, minutes])
}
