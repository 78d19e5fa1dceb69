import { useTranslation } from 'react-i18next'
import { setTool, useTool } from '#client/state/tool.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { RulerIcon } from '#client/ui/icons.tsx'

/** Begins and ends measuring; for the map's row of buttons. */
export function MeasureButton() {
  const { t } = useTranslation('measure')
  const on = useTool() === 'measure'
  return (
    <IconButton label={t('key')} icon={<RulerIcon />} pressed={on} onClick={() => setTool(on ? 'select' : 'measure')} />
  )
}
