import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import { PointerTip } from '../PointerTip.tsx'
import type { OpenDraft } from '../plan-desk.ts'
import { SplitTip } from '../SplitTip.tsx'
import { ToolHint } from '../ToolHint.tsx'
import { fingers, useMedia } from '../use-media.ts'
import { FiguresTip } from './FiguresTip.tsx'
import { type Tip, useSaid } from './said.ts'

/** What the mode in hand says: at the pointer, at the foot of the map, and to who cannot see it. */
export function ToolLine({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  const { t: tp } = useTranslation('plan')
  const touch = useMedia(fingers)
  const { hint, tip, pointer, acts, told } = useSaid()
  const shown = tip && <TipBody tip={tip} open={open} />
  const floats = pointer !== null && !touch
  return (
    <>
      {shown && floats && <PointerTip {...pointer}>{shown}</PointerTip>}
      {hint.key !== '' && (
        <ToolHint
          words={t(hint.key, { ...hint.values, ...(touch ? { context: 'touch' } : {}) })}
          tip={floats ? null : shown}
          actions={acts.map(({ text, key, accent, refused, run }) => ({
            text: t(`act.${text}`),
            key,
            accent: accent ?? false,
            run,
            reason: refused ? tp(`refusal.${refused}`) : undefined,
          }))}
        />
      )}
      <div aria-live="polite">
        <VisuallyHidden>
          {told && (told.key.startsWith('refusal.') ? tp(told.key) : t(told.key, told.values ?? {}))}
        </VisuallyHidden>
      </div>
    </>
  )
}

function TipBody({ tip, open }: { tip: Tip; open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  const { t: tp } = useTranslation('plan')
  switch (tip.kind) {
    case 'figures':
      return <FiguresTip open={open} preview={tip.preview} stopped={tip.stopped} snapped={tip.snapped} />
    case 'split':
      return <SplitTip open={open} preview={tip.preview} />
    case 'refused':
      return <>{tp(`refusal.${tip.reason}`)}</>
    case 'words':
      return <>{t(tip.words.key, tip.words.values ?? {})}</>
  }
}
