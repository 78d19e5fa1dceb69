import { useCallback, useEffect, useRef, useState } from 'react'
import { rememberReport } from '#client/state/own-reports.ts'
import { newKey } from '#client/ui/act/new-key.ts'
import type { IssueSummary } from '#domain/contract/issue.ts'
import { dropDraft, keepDraft, readDraft } from './draft-store.ts'
import { emptyReport, type ReportDraft } from './report-draft.ts'
import { sendReport } from './send-report.ts'

/** `waiting`: it will be sent when the network is back; everything is kept until then. */
export type Sending =
  | { state: 'editing' }
  | { state: 'sending' }
  | { state: 'waiting' }
  | { state: 'refused'; reason: string }
  | { state: 'done'; issue: IssueSummary; follow: string | null }

export interface Report {
  /** Null before it is known what was begun earlier. */
  draft: ReportDraft | null
  sending: Sending
  change(part: Partial<ReportDraft>): void
  send(): void
  /** Begins anew; what was typed is gone. */
  restart(): void
}

const FIRST_WAIT_MILLISECONDS = 3_000
const LONGEST_WAIT_MILLISECONDS = 60_000

/**
 * A report of a county as it is being made on this phone. It is kept at each change and sent until the server has it:
 * at once, when the network comes back, and between with growing pauses.
 */
export function useReport(county: string): Report {
  const [draft, setDraft] = useState<ReportDraft | null>(null)
  const [sending, setSending] = useState<Sending>({ state: 'editing' })
  const newest = useRef<ReportDraft | null>(null)
  const busy = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wait = useRef(FIRST_WAIT_MILLISECONDS)

  const keep = useCallback((next: ReportDraft) => {
    newest.current = next
    setDraft(next)
    void keepDraft(next)
  }, [])
  const change = useCallback(
    (part: Partial<ReportDraft>) => {
      if (newest.current === null) return
      setSending((before) => (before.state === 'refused' ? { state: 'editing' } : before))
      keep({ ...newest.current, ...part })
    },
    [keep],
  )

  const send = useCallback(async () => {
    const going = newest.current
    // state comes a render later: a double tap is quicker
    if (busy.current || going === null) return
    busy.current = true
    clearTimeout(timer.current)
    setSending({ state: 'sending' })
    const sent: ReportDraft = { ...going, sending: true }
    keep(sent)
    const told = await sendReport(sent, (photos) => newest.current && keep({ ...newest.current, photos }))
    busy.current = false
    if (told.state === 'done') {
      if (told.follow !== null) {
        const { number, title } = told.issue
        rememberReport({ county, number, title, token: told.follow, at: new Date().toISOString() })
      }
      newest.current = null
      await dropDraft(county)
    } else if (told.state === 'refused' && newest.current) keep({ ...newest.current, sending: false })
    else {
      timer.current = setTimeout(() => void send(), wait.current)
      wait.current = Math.min(LONGEST_WAIT_MILLISECONDS, wait.current * 2)
    }
    setSending(told)
  }, [county, keep])

  const restart = useCallback(() => {
    clearTimeout(timer.current)
    wait.current = FIRST_WAIT_MILLISECONDS
    setSending({ state: 'editing' })
    keep(emptyReport(county, newKey(), newKey()))
  }, [county, keep])

  useEffect(() => {
    let gone = false
    setDraft(null)
    setSending({ state: 'editing' })
    void readDraft(county).then((kept) => {
      if (gone) return
      newest.current = kept ?? emptyReport(county, newKey(), newKey())
      setDraft(newest.current)
      if (kept?.sending) void send()
    })
    const online = () => newest.current?.sending && void send()
    window.addEventListener('online', online)
    return () => {
      gone = true
      clearTimeout(timer.current)
      window.removeEventListener('online', online)
    }
  }, [county, send])

  return { draft, sending, change, send: () => void send(), restart }
}
