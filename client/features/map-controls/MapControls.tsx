import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCamera } from '#client/map/use-camera.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { useKeys } from '#client/state/keys.ts'
import { setTheme, useTheme } from '#client/state/view.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CompassIcon, FullScreenIcon, HomeIcon, MinusIcon, MoreIcon, PlusIcon } from '#client/ui/icons.tsx'
import styles from './MapControls.module.css'

/** Buttons of the map at the right edge; `children` and `rarer` are those that open panels. A phone folds the rarer ones. */
export function MapControls({ children, rarer }: { children?: ReactNode; rarer?: ReactNode }) {
  const { t } = useTranslation('map-controls')
  const view = useMapView()
  const county = useCounty()
  const theme = useTheme()
  const [unfolded, setUnfolded] = useState(false)
  const bearing = useCamera((camera) => Math.round(camera.bearing))

  const keys = useMemo(
    () => [
      { key: '+', text: t('zoomIn'), run: () => view.step('in') },
      { key: '=', text: t('zoomIn'), run: () => view.step('in') },
      { key: '-', text: t('zoomOut'), run: () => view.step('out') },
      { key: '0', text: t('home'), run: () => county && view.fit(county.townBounds, { animate: true }) },
      { key: 'N', shift: true, text: t('north'), run: () => view.step('north') },
      { key: 'F', shift: true, text: t('fullScreen'), run: toggleFullScreen },
      { key: 'D', shift: true, text: t('theme'), run: () => setTheme(theme === 'dark' ? 'light' : 'dark') },
    ],
    [t, view, county, theme],
  )
  useKeys(keys)

  return (
    <div
      className={`${styles.controls} no-print`}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('label')}
      data-folded={!unfolded || undefined}
    >
      <div className={styles.group}>
        {children}
        <div className={styles.rarer}>{rarer}</div>
        <IconButton
          className={styles.more}
          label={t(unfolded ? 'fewer' : 'more')}
          icon={<MoreIcon />}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        />
      </div>
      <div className={styles.group}>
        <IconButton label={t('zoomIn')} icon={<PlusIcon />} onClick={() => view.step('in')} />
        <IconButton label={t('zoomOut')} icon={<MinusIcon />} onClick={() => view.step('out')} />
        {Math.abs(bearing) > 0.5 && (
          <IconButton
            label={t('north')}
            icon={
              <span className={styles.needle} style={{ '--turn': `${-bearing}deg` }}>
                <CompassIcon />
              </span>
            }
            onClick={() => view.step('north')}
          />
        )}
        <IconButton
          label={t('home')}
          icon={<HomeIcon />}
          onClick={() => county && view.fit(county.townBounds, { animate: true })}
        />
        <div className={styles.rarer}>
          <IconButton label={t('fullScreen')} icon={<FullScreenIcon />} onClick={toggleFullScreen} />
        </div>
      </div>
    </div>
  )
}

/** Browsers refuse full screen without a gesture or inside frames: then nothing happens. */
function toggleFullScreen(): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  done.catch(() => undefined)
}
