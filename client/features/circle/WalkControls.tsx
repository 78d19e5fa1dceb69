import { useTranslation } from 'react-i18next'
import { Chips } from '#client/ui/Chips.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Slider } from '#client/ui/Slider.tsx'
import { LEAST_MINUTES, MOST_MINUTES } from '#domain/contract/coverage.ts'
import { paces, walkProfiles } from '#domain/coverage/profile.ts'
import { useCoverage } from './coverage-context.ts'
import { StationFilter } from './filter/StationFilter.tsx'
import { MinutesLegend } from './MinutesLegend.tsx'
import styles from './WalkControls.module.css'

/** Who walks, to which stations and for how long: chips, a slider that a finger can hit, and what the colours mean. */
export function WalkControls() {
  const { t, i18n } = useTranslation('circle')
  const { state } = useCoverage()
  const speed = new Intl.NumberFormat(i18n.language).format(paces[state.profile].kilometersPerHour)
  return (
    <Panel className={styles.panel}>
      <div className={styles.top}>
        <Chips
          label={t('who')}
          choices={walkProfiles.map((profile) => ({ value: profile, text: t(`profile.${profile}`) }))}
          value={state.profile}
          onChange={state.setProfile}
        />
        <StationFilter />
      </div>
      <Slider
        label={t('howLong')}
        hideLabel
        value={state.minutes}
        min={LEAST_MINUTES}
        max={MOST_MINUTES}
        text={t('minutes', { minutes: state.minutes })}
        marks={[5, 10, 15, 20].map((minutes) => ({
          value: minutes,
          text: minutes === state.minutes ? t('minutes', { minutes }) : String(minutes),
        }))}
        onChange={state.setMinutes}
      />
      <div className={styles.foot}>
        <MinutesLegend />
        <small>{t(state.profile === 'wheels' ? 'paceWheels' : 'pace', { speed })}</small>
      </div>
    </Panel>
  )
}
