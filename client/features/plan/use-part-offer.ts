import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { toast } from '#client/ui/toast.ts'
import type { PartInto } from '#domain/autoplan/part-grid.ts'
import type { Level } from '#domain/partition/area.ts'
import { type Offer, partArea } from './part-area.ts'
import { openDraft } from './plan-desk.ts'
import type { Proposal } from './tool/proposal.ts'
import { say, useSaid } from './tool/said.ts'
import { useNumber } from './use-number.ts'

/** What takes longer is told at the foot of the map. */
const PATIENCE_MILLISECONDS = 200
const working = { key: 'hint.parting' }

/** Offers to part an area of the open draft; tells in words why where nothing does. The last one asked for is offered. */
export function usePartOffer(
  offer: (proposal: Proposal) => void,
): (level: Level, code: string, into: PartInto) => Promise<void> {
  const { t } = useTranslation('plan')
  const { t: drawing } = useTranslation('autoplan')
  const { number } = useNumber()
  const asked = useRef(0)
  return useCallback(
    async (level, code, into) => {
      const open = openDraft()
      if (!open) return
      const turn = ++asked.current
      const told = setTimeout(() => say({ hint: working }), PATIENCE_MILLISECONDS)
      try {
        const offered = await partArea(open, level, code, into)
        const now = openDraft()
        if (turn !== asked.current || now?.work.draft !== open.work.draft) return
        if (offered.ok) offer(offered.proposal)
        else toast(whyNone(open.work.draft.grids.get(code)?.name ?? '', offered), 'bad')
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        toast(drawing(`failed.${error.code}`, { defaultValue: drawing('failed.other', { code: error.code }) }), 'bad')
      } finally {
        clearTimeout(told)
        if (turn === asked.current && useSaid.getState().hint === working) say({ hint: { key: '' } })
      }

      function whyNone(name: string, { none }: Extract<Offer, { ok: false }>): string {
        if (none === null) return t('noProposal')
        const { reason, households, compoundName, helps } = none
        const compound = compoundName || drawing('aBuilding')
        const why = drawing(`reason.${reason}`, { households: number.format(households), count: households, compound })
        const [help] = helps.flatMap((one) =>
          one.kind === 'lower-least' || one.kind === 'raise-most'
            ? [drawing(`helps.${one.kind}`, { to: number.format(one.to), count: one.to })]
            : [],
        )
        return t('noParts', { name, why, help: help ?? drawing(`help.${reason}`) })
      }
    },
    [offer, t, drawing, number],
  )
}
