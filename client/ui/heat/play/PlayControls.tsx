import { useTranslation } from 'react-i18next'
import { IconButton } from '#client/ui/IconButton.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import styles from './HeatPlay.module.css'
import type { PlayFrame } from './play.types.ts'
import { BackIcon, ForwardIcon, PauseIcon, PlayIcon } from './play-icons.tsx'
import type { PlaySession } from './play-session.ts'
import { type PlayLook, playSpeeds, playWindows } from './use-play-address.ts'

export interface PlayControlsProps {
  frame: PlayFrame
  /** Index of the newest day. */
  last: number
  playing: boolean
  look: PlayLook
  session: PlaySession
}

/** A day back, play or pause, a day forward; how many days are counted together, and how fast they go by. */
export function PlayControls({ frame, last, playing, look, session }: PlayControlsProps) {
  const { t } = useTranslation('heat-play')
  return (
    <div className={styles.controls}>
      <div className={styles.buttons}>
        <IconButton
          label={t('back')}
          icon={<BackIcon />}
          disabled={frame.first === 0}
          onClick={() => session.show(frame.day - 1)}
        />
        <IconButton
          className={styles.play}
          label={t(playing ? 'pause' : 'play')}
          icon={playing ? <PauseIcon /> : <PlayIcon />}
          onClick={session.toggle}
        />
        <IconButton
          label={t('forward')}
          icon={<ForwardIcon />}
          disabled={frame.day === last}
          onClick={() => session.show(frame.day + 1)}
        />
      </div>
      <Choices
        label={t('window')}
        values={playWindows}
        value={look.days}
        text={(count) => t('days', { count })}
        onChange={look.setDays}
      />
      <Choices
        label={t('speed')}
        values={playSpeeds}
        value={look.daysPerSecond}
        text={(count) => t('perSecond', { count })}
        onChange={look.setSpeed}
      />
    </div>
  )
}

interface ChoicesProps {
  label: string
  values: readonly number[]
  /** Joins the values where the address says another. */
  value: number
  text(value: number): string
  onChange(value: number): void
}

function Choices({ label, values, value, text, onChange }: ChoicesProps) {
  const all = values.includes(value) ? values : [...values, value].sort((a, b) => a - b)
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">{label}</span>
      <Segmented
        label={label}
        value={String(value)}
        choices={all.map((one) => ({ value: String(one), text: text(one) }))}
        onChange={(chosen) => onChange(Number(chosen))}
      />
    </div>
  )
}
