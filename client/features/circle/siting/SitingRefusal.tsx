import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import type { SitingRemote } from './use-siting.ts'

/** Why there is no answer, and the way out; other failures in the page's common words. */
export function SitingRefusal({ remote, onRetry }: { remote: SitingRemote; onRetry?: () => void }) {
  const { t, i18n } = useTranslation('siting')
  const { code } = remote
  if (!i18n.exists(`refusal.${code}.title`, { ns: 'siting' })) return <ErrorState code={code} onRetry={onRetry} />
  return <EmptyState title={t(`refusal.${code}.title`)} hint={t(`refusal.${code}.way`)} />
}
