import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import type { Operation } from './openapi.ts'
import { curlOf, requestAddress } from './request.ts'
import styles from './TryIt.module.css'

/** More than this of an answer is cut on the page; the link shows it all. */
const MOST_CHARACTERS = 20_000

interface Answer {
  status: number
  milliseconds: number
  text: string
}

/** Fills in a request, sends it when it only reads, and copies it for a shell. */
export function TryIt({ operation }: { operation: Operation }) {
  const { t } = useTranslation('api-page')
  const county = useCounty()
  const [written, setWritten] = useState<Record<string, string>>({})
  const [answer, setAnswer] = useState<Answer | null>(null)
  const values = { county: county?.code ?? '', ...written }
  const address = requestAddress(operation, values)
  const reads = operation.method === 'GET'
  // a stream never ends: it is opened in a tab of its own
  const streams = operation.path.endsWith('/feed')

  const send = (event: FormEvent) => {
    event.preventDefault()
    void ask(address).then(setAnswer)
  }
  const copy = () => {
    navigator.clipboard.writeText(curlOf(operation.method, location.origin + address)).then(
      () => toast(t('copied'), 'good'),
      () => toast(t('notCopied'), 'bad'),
    )
  }
  return (
    <>
      <form onSubmit={send} className={styles.form}>
        {operation.parameters.map(({ name, required }) => (
          <Field
            key={name}
            label={required ? `${name} *` : name}
            value={values[name as keyof typeof values] ?? ''}
            onChange={({ currentTarget: { value } }) => setWritten((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <div className={styles.actions}>
          {reads && !streams && (
            <Button type="submit" look="accent">
              {t('send')}
            </Button>
          )}
          {reads && (
            <a href={address} target="_blank" rel="noreferrer">
              {t('open')}
            </a>
          )}
          <Button look="quiet" onClick={copy}>
            {t('curl')}
          </Button>
        </div>
        <code className={styles.address}>{address}</code>
      </form>
      {answer && (
        <div role="status">
          <p className={styles.status} data-good={answer.status < 400 || undefined}>
            {answer.status === 0
              ? t('unreachable')
              : t('answered', { status: answer.status, milliseconds: Math.round(answer.milliseconds) })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre className={styles.answer} tabIndex={0}>
            {answer.text.slice(0, MOST_CHARACTERS)}
            {answer.text.length > MOST_CHARACTERS && t('cut', { count: answer.text.length })}
          </pre>
        </div>
      )}
    </>
  )
}

async function ask(address: string): Promise<Answer> {
  const begun = performance.now()
  try {
    const response = await fetch(address)
    const text = await response.text()
    return { status: response.status, milliseconds: performance.now() - begun, text: pretty(text) }
  } catch {
    return { status: 0, milliseconds: 0, text: '' }
  }
}

/** JSON by lines; anything else as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
