import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '#client/state/keys.ts'
import { Button } from '#client/ui/Button.tsx'
import { Chips } from '#client/ui/Chips.tsx'
import { useCoverage } from '../coverage-context.ts'
import { ScenarioBar } from '../scenario/ScenarioBar.tsx'
import { ChangeList } from './ChangeList.tsx'
import { redoChange, undoChange, useDraft } from './draft-store.ts'
import { usePathDrawing } from './path-drawing.ts'
import { StationEditor } from './StationEditor.tsx'
import { type PathKind, pathKinds, takeTool, toolKeys, tools, useHand } from './tool-store.ts'
import styles from './WhatIfPart.module.css'
import { RedoIcon, toolIcons, UndoIcon } from './what-if-icons.tsx'

/** What if: the tools, what was changed, and the scenario it is kept as. */
export default function WhatIfPart() {
  const { t } = useTranslation('circle')
  const { station } = useCoverage()
  const { tool, pathKind } = useHand()
  const canUndo = useDraft((draft) => draft.past.length > 0)
  const canRedo = useDraft((draft) => draft.future.length > 0)
  const drawing = usePathDrawing()
  useKeys(
    useMemo(
      () => [
        ...tools.map((name) => ({ key: toolKeys[name], text: t(`whatIf.tool.${name}`), run: () => takeTool(name) })),
        { key: 'z', text: t('whatIf.undo'), run: undoChange },
        { key: 'y', text: t('whatIf.redo'), run: redoChange },
      ],
      [t],
    ),
  )
  return (
    <div className={styles.part}>
      <ScenarioBar />
      <div className={styles.tools} role="toolbar" aria-label={t('whatIf.tools')}>
        {tools.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tool === name}
            aria-keyshortcuts={toolKeys[name]}
            title={`${t(`whatIf.tool.${name}`)} (${toolKeys[name].toUpperCase()})`}
            onClick={() => takeTool(name)}
          >
            {toolIcons[name]}
            <span>{t(`whatIf.short.${name}`)}</span>
            <small aria-hidden="true">{toolKeys[name].toUpperCase()}</small>
          </button>
        ))}
      </div>
      <p className={styles.hint} role="status">
        {t(`whatIf.hint.${tool}`)}
      </p>
      {tool === 'path' && (
        <div className={styles.drawing}>
          <Chips<PathKind>
            label={t('whatIf.pathKind')}
            choices={pathKinds.map((value) => ({ value, text: t(`whatIf.path.${value}`) }))}
            value={pathKind}
            onChange={(kind) => takeTool('path', kind)}
          />
          <Button
            look="accent"
            reason={drawing.corners.length < 2 ? t('whatIf.refused.line-too-short') : undefined}
            onClick={drawing.finish}
          >
            {t('whatIf.finish')}
          </Button>
          <Button reason={drawing.corners.length === 0 ? t('whatIf.noCorner') : undefined} onClick={drawing.back}>
            {t('whatIf.cornerBack')}
          </Button>
        </div>
      )}
      {tool === 'move' && station && <StationEditor key={station.code} station={station} />}
      <div className={styles.head}>
        <h3>{t('whatIf.changes')}</h3>
        <button
          type="button"
          aria-label={t('whatIf.undo')}
          title={`${t('whatIf.undo')} (Z)`}
          disabled={!canUndo}
          onClick={undoChange}
        >
          <UndoIcon />
        </button>
        <button
          type="button"
          aria-label={t('whatIf.redo')}
          title={`${t('whatIf.redo')} (Y)`}
          disabled={!canRedo}
          onClick={redoChange}
        >
          <RedoIcon />
        </button>
      </div>
      <ChangeList />
    </div>
  )
}
