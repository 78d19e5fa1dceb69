import { useTranslation } from 'react-i18next'
import { Slider } from '#client/ui/Slider.tsx'
import type { AutoplanWishes } from '#domain/contract/autoplan.ts'
import { useNumber } from '../use-number.ts'
import { wishNames } from './draw-wishes.ts'

/** How much each wish matters. */
export function WishSliders({ wishes, onChange }: { wishes: AutoplanWishes; onChange(wishes: AutoplanWishes): void }) {
  const { t } = useTranslation('autoplan')
  const { percent } = useNumber()
  return wishNames.map((name) => (
    <Slider
      key={name}
      label={t(`wish.${name}`)}
      value={wishes[name]}
      min={0}
      max={1}
      step={0.1}
      text={wishes[name] === 0 ? t('wish.none') : percent.format(wishes[name])}
      onChange={(value) => onChange({ ...wishes, [name]: value })}
    />
  ))
}
