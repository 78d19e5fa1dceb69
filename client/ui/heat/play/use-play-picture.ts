import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '#client/state/view.ts'
import type { County } from '#domain/contract/county.ts'
import type { PictureWords } from '../export/picture.types.ts'
import { coverage } from '../heat-ramp.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import { useRamp } from '../use-ramp.ts'
import type { PlayFrame, PlayHistory, PlayKind } from './play.types.ts'
import { usePlaySteps } from './use-play-steps.ts'
import { usePlayWords } from './use-play-words.ts'

/** What a saved picture of a frame says around the map. */
export function usePlayPicture(
  county: County,
  played: PlayKind,
  filterLines: readonly string[],
  breaks: readonly number[],
  shown: { history: PlayHistory; frame: PlayFrame } | null,
): PictureWords | null {
  const { t } = useTranslation('heat-play')
  const ramp = useRamp()
  const opacity = coverage[useTheme()]
  const format = useHeatFormat()
  const words = usePlayWords()
  const steps = usePlaySteps(breaks)
  return useMemo(() => {
    if (!shown) return null
    const { history, frame } = shown
    const bandwidth = played.kind === 'density' ? format.meters(played.bandwidthMeters) : ''
    return {
      county,
      kind: t(`heat:title.${played.kind}.all`),
      lines: [words.day(frame, history), words.span(frame, history), ...filterLines],
      unit: t(`heat:unit.${played.kind}`),
      classes: steps.map(({ token, text }) => ({ color: ramp(token), opacity, text })),
      note: t(`heat:pictureNote.${played.kind}`, { bandwidth }),
      at: history.at,
      day: history.days[frame.day] ?? history.at,
    }
  }, [county, played, filterLines, steps, shown, t, ramp, opacity, format, words])
}
