import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '#client/state/view.ts'
import type { County } from '#domain/contract/county.ts'
import { densityClasses } from '#domain/heat/density-class.ts'
import type { PictureWords } from '../export/picture.types.ts'
import { coverage, sequentialColors } from '../heat-ramp.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import { useRamp } from '../use-ramp.ts'
import type { PlayFrame, PlayHistory } from './play.types.ts'
import { usePlayWords } from './use-play-words.ts'

/** What a saved picture of a frame says around the map. */
export function usePlayPicture(
  county: County,
  bandwidthMeters: number,
  filterLines: readonly string[],
  shown: { history: PlayHistory; frame: PlayFrame } | null,
): PictureWords | null {
  const { t } = useTranslation('heat-play')
  const ramp = useRamp()
  const opacity = coverage[useTheme()]
  const format = useHeatFormat()
  const words = usePlayWords()
  return useMemo(() => {
    if (!shown) return null
    const { history, frame } = shown
    const colors = sequentialColors(frame.breaks.length + 1)
    return {
      county,
      kind: t('heat:title.density.all'),
      lines: [words.day(frame, history), words.span(frame, history), ...filterLines],
      unit: t('heat:unit.density'),
      classes: densityClasses(frame.breaks).map(({ from, to }, index) => ({
        color: ramp(colors[index]?.token ?? '--heat-6'),
        opacity,
        text: classText(from, to),
      })),
      note: t('heat:pictureNote.density', { bandwidth: format.meters(bandwidthMeters) }),
      at: history.at,
      day: history.days[frame.day] ?? history.at,
    }

    function classText(from: number, to: number | null): string {
      const edges = { from: format.number(from), to: to === null ? '' : format.number(to) }
      return t(to === null ? 'class.last' : 'class.range', edges)
    }
  }, [county, bandwidthMeters, filterLines, shown, t, ramp, opacity, format, words])
}
