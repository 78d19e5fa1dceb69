import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import type { Remote } from './use-answer.ts'

/** Why there is nothing to count, and the way out; other failures in the page's common words. */
export function Refusal({ remote }: { remote: Remote<unknown> }) {
  const { t, i18n } = useTranslation('circle')
  const { code } = remote
  if (!i18n.exists(`refusal.${code}.title`, { ns: 'circle' })) return <ErrorState code={code} onRetry={remote.retry} />
  return <EmptyState title={t(`refusal.${code}.title`)} hint={t(`refusal.${code}.way`)} />
}
