import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './App.module.css'
import { doorOf } from './doors.ts'
import { MapStage } from './map/MapStage.tsx'
import { PageOf } from './PageOf.tsx'
import { loadCounties, useCounties, useUnknownCounty } from './state/county.ts'
import { usePath } from './state/url.ts'
import { useLanguage, useTheme } from './state/view.ts'
import { ErrorState } from './ui/ErrorState.tsx'
import { Panel } from './ui/Panel.tsx'
import { ToastRegion } from './ui/Toast.tsx'

/** The page: one map behind, the panels of one door in front. */
export function App() {
  const { t, i18n } = useTranslation('shell')
  const theme = useTheme()
  const language = useLanguage()
  const counties = useCounties()
  const unknown = useUnknownCounty()
  const door = doorOf(usePath())

  useEffect(() => {
    const asked = new AbortController()
    void loadCounties(asked.signal)
    return () => asked.abort()
  }, [])

  useEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.dataset.door = door.name
    const surface = getComputedStyle(document.documentElement).getPropertyValue('--bg').trim()
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', surface)
  }, [theme, door])

  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [i18n, language])

  useEffect(() => {
    document.title = t(`title.${door.name}`)
  }, [t, door])

  return (
    <>
      {door.map && <MapStage />}
      <main className={styles.page} data-door={door.name}>
        {counties.state === 'failed' && (
          <Panel className={styles.notice}>
            <ErrorState code={counties.code} onRetry={() => void loadCounties()} />
          </Panel>
        )}
        {unknown !== null && (
          <Panel className={styles.notice}>
            <ErrorState code="unknown-county" />
          </Panel>
        )}
        <PageOf door={door.name} />
      </main>
      <ToastRegion />
    </>
  )
}
