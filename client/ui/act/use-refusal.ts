import { useTranslation } from 'react-i18next'

/** Words for a refusal of the server: what stands in the way and the way out. */
export function useRefusal(): (reason: string) => string {
  const { t, i18n } = useTranslation('act')
  return (reason) => {
    if (i18n.exists(`refused.${reason}`, { ns: 'act' })) return t(`refused.${reason}`)
    if (i18n.exists(`problem.${reason}.title`, { ns: 'ui' }))
      return `${t(`ui:problem.${reason}.title`)} ${t(`ui:problem.${reason}.way`)}`
    return t('refused.other', { reason })
  }
}
