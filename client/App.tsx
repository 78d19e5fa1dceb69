import { useEffect, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './App.module.css'
import { doorOf } from './doors.ts'
import { AccountChip } from './features/account/AccountChip.tsx'
import { CountySwitcher } from './features/county-switcher/CountySwitcher.tsx'
import { UnknownCounty } from './features/county-switcher/UnknownCounty.tsx'
import { KeysDialog } from './features/keys/KeysDialog.tsx'
import { SearchBox } from './features/search/SearchBox.tsx'
import { TopBar } from './features/top-bar/TopBar.tsx'
import { MapDesk } from './MapDesk.tsx'
import { MapStage } from './map/MapStage.tsx'
import { PageOf } from './PageOf.tsx'
import { loadCounties, useCounties, useCounty, useUnknownCounty } from './state/county.ts'
import { usePath } from './state/url.ts'
import { useLanguage, useTheme } from './state/view.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { ErrorState } from './ui/ErrorState.tsx'
import { Panel } from './ui/Panel.tsx'
import { ToastRegion } from './ui/Toast.tsx'
import { useDisplayToken } from './use-display-token.ts'

/** The page: one map behind, the panels of one door in front, the tools of the map around it. */
export function App() {
  const { t } = useTranslation('shell')
  const counties = useCounties()
  const county = useCounty()
  const unknown = useUnknownCounty()
  const door = doorOf(usePath())
  const screen = useDisplayToken()
  useDocument(door.name)

  return (
    <>
      <TopBar
        door={door.name}
        demo={county?.demo ?? false}
        county={<CountySwitcher />}
        search={door.map && <SearchBox />}
        account={<AccountChip />}
      />
      {door.map && <MapStage label={t('map')} />}
      <main className={styles.page} data-door={door.name}>
        {counties.state === 'failed' && door.name !== 'api' && (
          <Panel className={styles.notice}>
            <ErrorState code={counties.code} onRetry={() => void loadCounties()} />
          </Panel>
        )}
        {screen.state === 'refused' && counties.state !== 'failed' && (
          <Panel className={styles.notice}>
            <ErrorState code={screen.code} />
          </Panel>
        )}
        {unknown !== null && door.map && (
          <Panel className={styles.notice}>
            <UnknownCounty code={unknown} />
          </Panel>
        )}
        <ErrorBoundary key={door.name} className={styles.notice}>
          <PageOf door={door} />
        </ErrorBoundary>
      </main>
      <ErrorBoundary key={`desk ${door.name}`} className={styles.notice}>
        {door.map && county && <MapDesk door={door.name} county={county} />}
      </ErrorBoundary>
      <KeysDialog />
      <ToastRegion />
    </>
  )
}

/** Keeps the document's theme, language and title as the address says. */
function useDocument(door: string): void {
  const { t, i18n } = useTranslation('shell')
  const theme = useTheme()
  const language = useLanguage()

  // before the map is put down: its stage is where the door leaves room
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = theme
    root.dataset.door = door
    const ground = getComputedStyle(root).getPropertyValue('--bg').trim()
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground)
  }, [theme, door])

  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [i18n, language])

  useEffect(() => {
    document.title = t(`title.${door}`)
  }, [t, door])
}
