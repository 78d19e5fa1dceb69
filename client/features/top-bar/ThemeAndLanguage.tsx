import { useTranslation } from 'react-i18next'
import { setLanguage, setTheme, useLanguage, useTheme } from '#client/state/view.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { MoonIcon, SunIcon } from '#client/ui/icons.tsx'
import styles from './ThemeAndLanguage.module.css'

/** Two buttons: light or dark, Chinese or English. Each shows what it leads to. */
export function ThemeAndLanguage() {
  const { t } = useTranslation('shell')
  const theme = useTheme()
  const language = useLanguage()
  return (
    <div className={styles.pair}>
      <IconButton
        label={t(theme === 'dark' ? 'toLight' : 'toDark')}
        icon={theme === 'dark' ? <SunIcon /> : <MoonIcon />}
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      />
      <IconButton
        label={t('otherLanguage')}
        icon={<span className={styles.language} data-short={t('otherLanguageShort')} />}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      />
    </div>
  )
}
