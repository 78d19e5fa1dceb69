import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import styles from './ApiPage.module.css'
import { OperationView } from './OperationView.tsx'
import { type ApiDescription, readOpenApi } from './openapi.ts'

const DOCUMENT = '/api/openapi.json'

type State = { state: 'loading' } | { state: 'failed'; code: string } | { state: 'ready'; api: ApiDescription }

/** The interface for machines, readable: what can be asked, with what, and what comes back. */
export default function ApiPage() {
  const { t } = useTranslation('api-page')
  const [asked, setAsked] = useState(0)
  const found = useDescription(asked)
  return (
    <div className={styles.page}>
      {found.state === 'loading' && <Spinner />}
      {found.state === 'failed' && <ErrorState code={found.code} onRetry={() => setAsked((count) => count + 1)} />}
      {found.state === 'ready' && (
        <>
          <Contents api={found.api} />
          <article className={styles.content}>
            <header className={styles.intro}>
              <h1>{t('title')}</h1>
              <p>{t('intro')}</p>
              <p>
                <a href={DOCUMENT}>{t('document')}</a>
                <span className={styles.version}>{t('build', { version: found.api.version })}</span>
              </p>
            </header>
            {found.api.groups.map(({ tag, operations }) => (
              <section key={tag} aria-labelledby={`tag-${tag}`}>
                <h2 id={`tag-${tag}`}>{t(`tag.${tag}`, { defaultValue: tag })}</h2>
                {operations.map((operation) => (
                  <OperationView key={operation.id} operation={operation} />
                ))}
              </section>
            ))}
          </article>
        </>
      )}
    </div>
  )
}

function Contents({ api }: { api: ApiDescription }) {
  const { t } = useTranslation('api-page')
  return (
    <nav className={styles.contents} aria-label={t('contents')}>
      {api.groups.map(({ tag, operations }) => (
        <div key={tag}>
          <h2>
            <a href={`#tag-${tag}`}>{t(`tag.${tag}`, { defaultValue: tag })}</a>
          </h2>
          <ul>
            {operations.map(({ id, method, path }) => (
              <li key={id}>
                <a href={`#${id}`}>
                  <span className={styles.method} data-method={method}>
                    {method}
                  </span>
                  <span className={styles.path}>{path.replace(/^\/api/, '')}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function useDescription(asked: number): State {
  const [found, setFound] = useState<State>({ state: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again by the button
  useEffect(() => {
    const stopped = new AbortController()
    void (async () => {
      try {
        const response = await fetch(DOCUMENT, { signal: stopped.signal })
        if (!response.ok) throw new Error(String(response.status))
        setFound({ state: 'ready', api: readOpenApi(await response.json()) })
      } catch (error) {
        if (!stopped.signal.aborted)
          setFound({ state: 'failed', code: error instanceof TypeError ? 'unreachable' : 'internal-error' })
      }
    })()
    return () => stopped.abort()
  }, [asked])
  return found
}
