import { useTranslation } from 'react-i18next'

/** Why the server did not take a scenario, and the way out, by the problem's code; '' for no problem. */
export function useFailedWords(code: string): string {
  const { t, i18n } = useTranslation('circle')
  if (code === '') return ''
  const exists = (key: string) => i18n.exists(key, { ns: 'circle' })
  if (exists(`scenario.failed.${code}`)) return t(`scenario.failed.${code}`)
  // one of the changes cannot be made today
  if (exists(`whatIf.refused.${code}`)) return t('scenario.failed.change', { why: t(`whatIf.refused.${code}`) })
  return t('scenario.failed.other')
}
