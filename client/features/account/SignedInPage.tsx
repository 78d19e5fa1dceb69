import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { setLanguage } from '#client/state/view.ts'
import { MiddlePage } from '#client/ui/MiddlePage.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { useAsking } from '#client/ui/use-asking.ts'
import { endProviderSignIn } from '#domain/contract/identity-provider.ts'
import { wayBack } from './way-back.ts'

/** What the provider answered, taken from the address before anything else reads or changes it; each answer serves once. */
const answer = location.pathname === '/signed-in' ? location.search.slice(1) : ''
let begun = false

/** Where the identity provider sends people back to: checks what it answered, and goes on where they came from. */
export default function SignedInPage() {
  const { t } = useTranslation('account')
  const { refusal, ask } = useAsking('account')

  useEffect(() => {
    if (begun) return
    begun = true
    // this address was made before anybody chose a language for it
    setLanguage(/[?&]language=en\b/.test(wayBack()) ? 'en' : 'zh')
    void ask(() => call(endProviderSignIn, { body: { answer: answer || 'error=missing' } })).then((answered) => {
      // anew, so that everything on the page is what this post may see
      if (answered) location.replace(wayBack())
    })
  }, [ask])

  return (
    <MiddlePage>
      <h1>{t(refusal ? 'provider.failed' : 'provider.title')}</h1>
      {/* in the language of now: it was not chosen yet when the question was asked */}
      {refusal ? (
        <p role="alert">{t([`refusal.${refusal.code}`, 'refusal.internal-error'])}</p>
      ) : (
        <p>{t('provider.sentence')}</p>
      )}
      {refusal ? <a href={wayBack()}>{t('provider.again')}</a> : <Spinner />}
    </MiddlePage>
  )
}
