import { useTranslation } from 'react-i18next'
import { useRefusal } from '#client/ui/act/use-refusal.ts'

/** Words for a refusal of something that came with photos: of a photo, or of the act itself. */
export function usePhotoRefusal(): (reason: string) => string {
  const { t, i18n } = useTranslation('photos')
  const wordsOf = useRefusal()
  return (reason) => (i18n.exists(`refused.${reason}`, { ns: 'photos' }) ? t(`refused.${reason}`) : wordsOf(reason))
}
