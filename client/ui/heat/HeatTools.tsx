import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { flagCodec, useUrlState } from '#client/state/url.ts'
import { useTheme } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import type { PictureWords } from './export/picture.types.ts'
import styles from './HeatPanel.module.css'
import { coverage, type RampToken } from './heat-ramp.ts'
import { useHeatPlay } from './play/use-play-address.ts'
import type { TopListProps } from './top/TopList.tsx'
import { useRamp } from './use-ramp.ts'

const TopList = lazy(() => import('./top/TopList.tsx'))
const HeatPictureButton = lazy(() =>
  import('./export/HeatPictureButton.tsx').then((module) => ({ default: module.HeatPictureButton })),
)
const topCodec = flagCodec(false)

export interface HeatToolsProps {
  county: County
  top: TopListProps
  /** Of kinds with classes of numbers: breaks fitted to what is in sight, and whether those shown are the county's. */
  classes?: {
    own: boolean
    fit(): readonly number[] | null
    change(breaks: readonly number[] | null): void
  }
  /** Why this cannot be played day by day; undefined where it can. */
  still: string | undefined
  picture: Omit<PictureWords, 'county' | 'classes'> & {
    classes: readonly { token: RampToken; text: string; mark?: string }[]
  }
}

/** What can be done with the picture besides looking: list its strongest places, play it, save it. */
export function HeatTools({ county, top, classes, still, picture }: HeatToolsProps) {
  const { t } = useTranslation('heat')
  const [listed, setListed] = useUrlState('heat.top', topCodec)
  const play = useHeatPlay()
  const ramp = useRamp()
  const opacity = coverage[useTheme()]
  const words = useMemo<PictureWords>(
    () => ({
      ...picture,
      county,
      classes: picture.classes.map(({ token, ...told }) => ({ color: ramp(token), opacity, ...told })),
    }),
    [picture, county, ramp, opacity],
  )
  return (
    <>
      <div className={styles.tools}>
        <Button aria-expanded={listed} onClick={() => setListed(!listed)}>
          {t('top.title')}
        </Button>
        <Button reason={still} onClick={play.start}>
          {t('play')}
        </Button>
        {classes && (
          <Button onClick={() => classes.change(classes.fit())} title={t('breaks.fitWhy')}>
            {t('breaks.fit')}
          </Button>
        )}
        {classes?.own && <Button onClick={() => classes.change(null)}>{t('breaks.back')}</Button>}
        <Suspense>
          <HeatPictureButton words={words} />
        </Suspense>
      </div>
      {listed && (
        <Suspense fallback={<Spinner />}>
          <TopList {...top} />
        </Suspense>
      )}
    </>
  )
}
