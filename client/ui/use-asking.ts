import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { loadMe } from '#client/state/post.ts'

/** What was refused: the server's code, and the same in words of the current language. */
export interface Refusal {
  code: string
  words: string
}

/**
 * One question to the server at a time: whether it is under way, and how it was refused, in the words that a namespace
 * has under `refusal.<code>`, and `refusal.internal-error` for all others.
 */
export function useAsking(namespace: string): {
  busy: boolean
  refusal: Refusal | null
  /** Undefined when it was refused. */
  ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined>
} {
  const { t, i18n } = useTranslation(namespace)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const ask = useCallback(
    async <Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> => {
      setBusy(true)
      setRefusal(null)
      try {
        return await question()
      } catch (error) {
        const code = error instanceof ApiError ? error.code : 'internal-error'
        const known = i18n.exists(`refusal.${code}`, { ns: namespace }) ? code : 'internal-error'
        // the session has ended: the page says so everywhere
        if (code === 'sign-in-needed') void loadMe()
        setRefusal({ code, words: t(`refusal.${known}`) })
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [t, i18n, namespace],
  )
  return { busy, refusal, ask }
}
