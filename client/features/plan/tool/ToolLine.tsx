import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import type { Mode } from '../modes/mode.types.ts'
import { type ModeName, modes } from '../modes/modes.ts'
import { PointerTip } from '../PointerTip.tsx'
import type { OpenDraft } from '../plan-desk.ts'
import { SplitTip } from '../SplitTip.tsx'
import { type HintAction, ToolHint } from '../ToolHint.tsx'
import { fingers, someFinger, useMedia } from '../use-media.ts'
import { FiguresTip } from './FiguresTip.tsx'
import { useModifier } from './modifier.ts'
import { type Tip, useSaid } from './said.ts'

/** What the mode in hand says: at the pointer, at the foot of the map, and to who cannot see it. */
export function ToolLine({ open, mode }: { open: OpenDraft; mode: ModeName }) {
  const { t } = useTranslation('plan-tools')
  const { t: tp } = useTranslation('plan')
  const touch = useMedia(fingers)
  const modifier = useHeldByButton(modes[mode])
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
          actions={[
            ...acts.map(({ text, key, accent, refused, run }) => ({
              text: t(`act.${text}`),
              key,
              accent: accent ?? false,
              run,
              reason: refused ? tp(`refusal.${refused}`) : undefined,
            })),
            ...(modifier ? [{ ...modifier, text: t(`act.${modifier.text}`) }] : []),
          ]}
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

/** The button that holds a mode's modifier, where there is a finger. */
function useHeldByButton({ modifier }: Mode): HintAction | null {
  const finger = useMedia(someFinger)
  const { button, press } = useModifier()
  if (!modifier || !finger) return null
  return {
    text: modifier.text,
    key: modifier.key === 'alt' ? 'Alt' : 'Shift',
    pressed: button || press,
    run: () => useModifier.setState({ button: !button }),
  }
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
