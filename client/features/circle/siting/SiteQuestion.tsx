import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { type SitingAsk, sitingLimits } from '#domain/contract/siting.ts'
import styles from './SitingPart.module.css'
import { type Aim, aims, type SitingState } from './use-siting-state.ts'

const PERCENT_STEP = 1

export interface SiteQuestionProps {
  state: SitingState
  busy: boolean
  onAsk(ask: SitingAsk): void
}

/** So many sites, or as few as a promise needs; a stepper that a finger can hit, and the button that asks. */
export function SiteQuestion({ state, busy, onAsk }: SiteQuestionProps) {
  const { t } = useTranslation('siting')
  const { aim, sites, percent, wish } = state
  const best = aim === 'best'
  const value = best ? sites : percent
  const most = best ? sitingLimits.sites : 100
  const step = (by: number) => {
    const next = Math.min(most, Math.max(1, value + by))
    if (best) state.setSites(next)
    else state.setPercent(next)
  }
  return (
    <div className={styles.question}>
      <Segmented<Aim>
        label={t('aim.label')}
        choices={aims.map((choice) => ({
          value: choice,
          text: t(`aim.${choice}`),
          ...(choice === 'fewest' && wish === 'minutes' && { reason: t('aim.notMinutes') }),
        }))}
        value={aim}
        onChange={state.setAim}
      />
      <div className={styles.ask}>
        <Stepper
          label={t(best ? 'sites' : 'promise')}
          text={best ? t('siteCount', { count: sites }) : `${percent} %`}
          value={value}
          most={most}
          onStep={(by) => step(best ? by : by * PERCENT_STEP)}
        />
        <Button
          look="accent"
          reason={busy ? t('working') : undefined}
          onClick={() =>
            onAsk(best ? { kind: 'best', sites, seed: 1 } : { kind: 'fewest', share: percent / 100, seed: 1 })
          }
        >
          {t(best ? 'find' : 'findFewest')}
        </Button>
      </div>
    </div>
  )
}

interface StepperProps {
  label: string
  /** Value in words. */
  text: string
  value: number
  most: number
  onStep(by: number): void
}

/** A number between two large buttons; arrows and page keys change it too. */
function Stepper({ label, text, value, most, onStep }: StepperProps) {
  const { t } = useTranslation('siting')
  const id = useId()
  const keys: Record<string, number> = {
    ArrowUp: 1,
    ArrowRight: 1,
    ArrowDown: -1,
    ArrowLeft: -1,
    PageUp: 5,
    PageDown: -5,
  }
  return (
    <div className={styles.stepper}>
      <span id={id}>{label}</span>
      <div>
        <button type="button" aria-label={t('less')} disabled={value <= 1} onClick={() => onStep(-1)}>
          −
        </button>
        <div
          role="spinbutton"
          tabIndex={0}
          aria-labelledby={id}
          aria-valuemin={1}
          aria-valuemax={most}
          aria-valuenow={value}
          aria-valuetext={text}
          onKeyDown={(event) => {
            const by = keys[event.key]
            if (by === undefined) return
            event.preventDefault()
            onStep(by)
          }}
        >
          {text}
        </div>
        <button type="button" aria-label={t('more')} disabled={value >= most} onClick={() => onStep(1)}>
          +
        </button>
      </div>
    </div>
  )
}
