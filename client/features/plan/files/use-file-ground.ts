import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, call } from '#client/api.ts'
import { type LayerFields, PLAN_FILE_BYTES, type PlanFileRead, readPlanFile } from '#domain/contract/plan-file.ts'

export interface FileGround {
  chosen: File | null
  /** Null until a file is read. */
  read: PlanFileRead | null
  state: 'idle' | 'reading' | 'failed'
  failure: { code: string; detail: string } | null
  choose(file: File | null): void
  /** Reads the file again with other fields of a layer, or in another coordinate system. */
  setFields(fields: LayerFields): void
  setCrs(crs: string | null): void
  /** Gives gaps to the neighbour with the longest border. */
  fill(ids: readonly string[]): void
}

interface Asked {
  layers: readonly LayerFields[]
  crs: string | null
  fill: readonly string[]
}

const nothingAsked: Asked = { layers: [], crs: null, fill: [] }

/** A file that a plan is to begin from: read by the server, anew with each choice; the last question wins. */
export function useFileGround(county: string, scope: string): FileGround {
  const [chosen, setChosen] = useState<File | null>(null)
  const [asked, setAsked] = useState<Asked>(nothingAsked)
  const [read, setRead] = useState<PlanFileRead | null>(null)
  const [state, setState] = useState<FileGround['state']>('idle')
  const [failure, setFailure] = useState<FileGround['failure']>(null)
  const known = useRef<PlanFileRead | null>(null)
  known.current = read

  useEffect(() => {
    if (chosen === null || scope === '') return
    const gone = new AbortController()
    const fail = (code: string, detail: string) => {
      setFailure({ code, detail })
      setRead(null)
      setState('failed')
    }
    if (chosen.size > PLAN_FILE_BYTES) {
      fail('too-large', String(Math.round(PLAN_FILE_BYTES / 1e6)))
      return
    }
    setState('reading')
    setFailure(null)
    const query = { county, scope, name: chosen.name, reading: JSON.stringify(asked) }
    call(readPlanFile, { query, file: chosen, signal: gone.signal }).then(
      (answer) => {
        setRead(answer)
        setState('idle')
      },
      (error: unknown) => {
        if (gone.signal.aborted) return
        if (!(error instanceof ApiError)) throw error
        fail(error.code, error.message)
      },
    )
    return () => gone.abort()
  }, [county, scope, chosen, asked])

  const choose = useCallback((file: File | null) => {
    setChosen(file)
    setAsked(nothingAsked)
    setRead(null)
    setFailure(null)
    setState('idle')
  }, [])
  const setFields = useCallback((fields: LayerFields) => {
    const layers = known.current?.layers.map((layer) => (layer.name === fields.layer ? fields : layer.read)) ?? [fields]
    setAsked((before) => ({ ...before, layers }))
  }, [])
  const setCrs = useCallback((crs: string | null) => setAsked((before) => ({ ...before, crs })), [])
  const fill = useCallback(
    (ids: readonly string[]) => setAsked((before) => ({ ...before, fill: [...new Set([...before.fill, ...ids])] })),
    [],
  )
  return { chosen, read, state, failure, choose, setFields, setCrs, fill }
}
