import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { callBytes } from '#client/api.ts'
import { saveFile } from '#client/ui/save-file.ts'
import { type Refusal, useAsking } from '#client/ui/use-asking.ts'
import { getBrief } from '#domain/contract/brief.ts'
import { useCoverage } from '../coverage-context.ts'

export interface Brief {
  busy: boolean
  refusal: Refusal | null
  /** Name of the file that was saved last; '' before. */
  saved: string
  print(): void
  /** Gives up waiting; the server gives up drawing. */
  stop(): void
}

/** Has a brief drawn and saves it. Another choice forgets what was said of the one before. */
export function useBrief(query: z.input<typeof getBrief.query>): Brief {
  const { t } = useTranslation('circle-brief')
  const { county, station } = useCoverage()
  const { busy, refusal, ask } = useAsking('circle-brief')
  const [saved, setSaved] = useState({ name: '', of: '' })
  const [refused, setRefused] = useState('')
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const key = JSON.stringify(query)

  const print = useCallback(() => {
    const asked: z.input<typeof getBrief.query> = JSON.parse(key)
    const stopped = new AbortController()
    running.current = stopped
    setSaved({ name: '', of: '' })
    setRefused(key)
    void ask(async () => {
      const bytes = await callBytes(getBrief, { query: asked, signal: stopped.signal }).catch((error: unknown) => {
        if (stopped.signal.aborted) return null
        throw error
      })
      if (bytes === null) return
      const place = station?.name ?? (asked.language === 'en' ? county.nameEn : county.name)
      const name = `${t('file', { place, minutes: asked.minutes, size: asked.size?.toUpperCase() })}.pdf`
      saveFile(new Blob([bytes], { type: 'application/pdf' }), name)
      setSaved({ name, of: key })
    })
  }, [ask, key, station, county, t])

  return {
    busy,
    refusal: refused === key ? refusal : null,
    saved: saved.of === key ? saved.name : '',
    print,
    stop: useCallback(() => running.current?.abort(), []),
  }
}
