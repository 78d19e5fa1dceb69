import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { useCounty } from '#client/state/county.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Button } from '#client/ui/Button.tsx'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { useAsking } from '#client/ui/use-asking.ts'
import { useCategories, useCategoryName } from '#client/ui/use-categories.ts'
import { useFacts } from '#client/ui/wall/use-facts.ts'
import { useFigures } from '#client/ui/wall/use-figures.ts'
import { useWall, useWallId } from '#client/ui/wall/use-wall.ts'
import type { County } from '#domain/contract/county.ts'
import { saveWall, type Wall, type WallProgram, wallLimits, wallProgram } from '#domain/contract/wall.ts'
import { isOffered } from '#domain/wall/offered-steps.ts'
import { moved, newRule, newStep, replaced, roundSeconds, without } from './program-draft.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { ScreenEditor } from './ScreenEditor.tsx'
import { StepEditor } from './StepEditor.tsx'
import { VersionList } from './VersionList.tsx'
import { WallChoice } from './WallChoice.tsx'
import styles from './WallScenes.module.css'

/** What a wall shows and when: scenes, rules, screen. Every save is a version; open walls take it at once. */
export default function WallScenesPage() {
  const county = useCounty()
  const id = useWallId()
  return county === null ? null : <OfWall key={`${county.code} ${id}`} county={county} id={id} />
}

function OfWall({ county, id }: { county: County; id: string }) {
  const { t } = useTranslation('wall-scenes')
  const wall = useWall(county.code, id)
  return (
    <AdminFrame
      path="/admin/wall"
      title={t('title')}
      sentence={t('sentence')}
      actions={<WallChoice county={county.code} id={id} />}
    >
      {wall === null ? <Spinner /> : <ProgramEditor key={id} county={county} wall={wall} />}
    </AdminFrame>
  )
}

function ProgramEditor({ county, wall }: { county: County; wall: Wall }) {
  const { t } = useTranslation('wall-scenes')
  // what somebody else saves meanwhile does not take away what is being written
  const [begun, setBegun] = useState(wall)
  const [draft, setDraft] = useState<WallProgram>(() => titled(wall.program, t('usualTitle')))
  const { busy, refusal, ask } = useAsking('wall-scenes')
  const figures = useFigures(county.code)
  const categories = useCategories(county.code)
  const nameOf = useCategoryName()
  const facts = useFacts(county, figures?.streets ?? null, categories)
  const streets = (figures?.streets ?? []).map(({ code, name }) => ({ value: code, text: name }))
  const kinds = categories.map((category) => ({ value: category.code, text: nameOf(category) }))
  const set = (part: Partial<WallProgram>) => setDraft((before) => ({ ...before, ...part }))
  const legal = wallProgram.safeParse(draft)
  const same = JSON.stringify(draft) === JSON.stringify(begun.program)

  const save = async (expectedVersion: number) => {
    if (!legal.success) return
    const body = { expectedVersion, program: legal.data }
    const saved = await ask(() => call(saveWall, { params: { wall: wall.id }, query: { county: county.code }, body }))
    if (!saved) return
    setBegun(saved)
    setDraft(saved.program)
    toast(t('saved', { version: saved.version }), 'good')
  }

  return (
    <div className={styles.page} data-ready>
      <Field
        label={t('name')}
        value={draft.title}
        maxLength={40}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={draft.title.trim() === '' ? t('nameNeeded') : undefined}
      />
      <section aria-labelledby="wall-steps">
        <h2 id="wall-steps">{t('steps')}</h2>
        <p>{t('round', { minutes: (roundSeconds(draft.steps, streets.length) / 60).toFixed(1) })}</p>
        <ol className={styles.list}>
          {draft.steps.map((step, index) => (
            <StepEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names; their fields hold no state
              key={index}
              step={step}
              place={index + 1}
              last={index === draft.steps.length - 1}
              streets={streets}
              categories={kinds}
              leftOut={figures === null || isOffered(step.scene, facts) ? null : t('leftOut')}
              onChange={(next) => set({ steps: replaced(draft.steps, index, next) })}
              onMove={(by) => set({ steps: moved(draft.steps, index, by) })}
              onRemove={() => set({ steps: without(draft.steps, index) })}
            />
          ))}
        </ol>
        <Button
          disabled={draft.steps.length >= wallLimits.steps}
          onClick={() => set({ steps: [...draft.steps, newStep] })}
        >
          {t('addStep')}
        </Button>
      </section>
      <section aria-labelledby="wall-rules">
        <h2 id="wall-rules">{t('rules')}</h2>
        <p>{t('rulesSentence')}</p>
        <ol className={styles.list}>
          {draft.rules.map((rule, index) => (
            <RuleEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: rules have no names; their fields hold no state
              key={index}
              rule={rule}
              place={index + 1}
              areas={streets}
              categories={kinds}
              onChange={(next) => set({ rules: replaced(draft.rules, index, next) })}
              onRemove={() => set({ rules: without(draft.rules, index) })}
            />
          ))}
        </ol>
        <Button
          disabled={draft.rules.length >= wallLimits.rules}
          onClick={() => set({ rules: [...draft.rules, newRule] })}
        >
          {t('addRule')}
        </Button>
      </section>
      <section aria-labelledby="wall-screen">
        <h2 id="wall-screen">{t('screen.title')}</h2>
        <ScreenEditor program={draft} onChange={set} />
      </section>
      <footer className={styles.foot}>
        <Button
          look="accent"
          disabled={busy || same || !legal.success}
          reason={wall.mayWrite ? undefined : t('mayNot')}
          onClick={() => void save(begun.version)}
        >
          {t('save')}
        </Button>
        {refusal?.code === 'wall-changed' && (
          <Button onClick={() => void save(wall.version)}>{t('saveOver', { version: wall.version })}</Button>
        )}
        <DoorLink path="/wall">{t('openWall')}</DoorLink>
        <DoorLink path="/wall/remote">{t('openRemote')}</DoorLink>
        {refusal && <p role="alert">{refusal.words}</p>}
        {!legal.success && <p role="alert">{t(draft.steps.length === 0 ? 'noSteps' : 'notLegal')}</p>}
      </footer>
      <VersionList county={county} id={wall.id} version={wall.version} onTake={(program) => setDraft(program)} />
    </div>
  )
}

/** The usual program has no title of its own: it is given one when it is first edited. */
function titled(program: WallProgram, title: string): WallProgram {
  return program.title === '-' ? { ...program, title } : program
}
