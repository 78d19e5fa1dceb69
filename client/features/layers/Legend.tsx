import { useTranslation } from 'react-i18next'
import { useTheme } from '#client/state/view.ts'
import { palettes } from '#domain/map-style/palette.ts'
import styles from './Legend.module.css'
import { legendOf, type Sample } from './legend-samples.ts'

/** What the signs of a layer mean; `brief` shows only the first sign, as the layer's symbol. */
export function Legend({ layer, brief = false }: { layer: string; brief?: boolean }) {
  const { t } = useTranslation('layers')
  const palette = palettes[useTheme()]
  const samples = legendOf(layer, palette)
  const first = samples[0]
  if (!first) return null
  if (brief) return <Sign sample={first} />
  if (samples.length === 1) return null
  return (
    <ul className={styles.legend}>
      {samples.map((sample) => (
        <li key={sample.word}>
          <Sign sample={sample} />
          {t(`legend.${layer}.${sample.word}`)}
        </li>
      ))}
    </ul>
  )
}

function Sign({ sample }: { sample: Sample }) {
  return (
    <svg className={styles.sign} viewBox="0 0 24 16" aria-hidden="true">
      {sample.sign === 'area' && (
        <rect
          x="2"
          y="2"
          width="20"
          height="12"
          rx="2"
          fill={sample.fill}
          stroke={sample.line ?? 'none'}
          strokeWidth="1.25"
        />
      )}
      {sample.sign === 'line' && (
        <>
          {sample.line && <path d="M1 8h22" stroke={sample.line} strokeWidth={sample.width + 2} />}
          <path d="M1 8h22" stroke={sample.fill} strokeWidth={sample.width} strokeDasharray={sample.dash ?? ''} />
        </>
      )}
      {sample.sign === 'circle' && <circle cx="12" cy="8" r="5" fill={sample.fill} />}
      {sample.sign === 'triangle' && <path d="M12 2l6.5 11.5h-13z" fill={sample.fill} />}
      {sample.sign === 'diamond' && <path d="M12 1l7 7-7 7-7-7z" fill={sample.fill} />}
      {sample.sign === 'house' && (
        <rect
          x={12 - sample.width / 2}
          y={8 - sample.width / 2}
          width={sample.width}
          height={sample.width}
          rx="2"
          fill={sample.fill}
        />
      )}
    </svg>
  )
}
