import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '#client/state/view.ts'
import type { PictureClass } from '#client/ui/heat/export/picture.types.ts'
import { CIRCLE_MINUTES } from '../scene.layer.ts'

const clocks = [
  { clock: 'on-time', color: '--ontime', mark: '●' },
  { clock: 'soon', color: '--soon', mark: '▲' },
  { clock: 'late', color: '--late', mark: '◆' },
] as const
const circles = ['--heat-6', '--heat-5', '--heat-4'] as const

/** Classes of a saved picture's legend: the marks of issues, and the streets of service circles. */
export function usePictureClasses(): { clocks: readonly PictureClass[]; circles: readonly PictureClass[] } {
  const { t } = useTranslation('wall')
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme stands for its colours
  return useMemo(() => {
    const look = getComputedStyle(document.documentElement)
    const color = (name: string) => look.getPropertyValue(name).trim()
    const last = CIRCLE_MINUTES[CIRCLE_MINUTES.length - 1]
    return {
      clocks: clocks.map(({ clock, mark, ...of }) => ({
        ...{ color: color(of.color), opacity: 1, text: t(`clock.${clock}`), mark },
      })),
      circles: [
        ...CIRCLE_MINUTES.map((minutes, index) => ({
          ...{ color: color(circles[index] ?? '--heat-4'), opacity: 1, text: t('circles.minutes', { minutes }) },
        })),
        { color: color('--more-4'), opacity: 1, text: t('circles.beyond', { minutes: last }) },
      ],
    }
  }, [t, theme])
}
