import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeParameter } from '#client/address.ts'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { listWalls, wallId } from '#domain/contract/wall.ts'
import styles from './WallScenes.module.css'

/** Which wall: one of those there are, or another by a new name. */
export function WallChoice({ county, id }: { county: string; id: string }) {
  const { t } = useTranslation('wall-scenes')
  const [walls, setWalls] = useState<{ id: string; title: string }[]>([])
  const [name, setName] = useState('')
  useEffect(() => {
    const stopped = new AbortController()
    call(listWalls, { query: { county }, signal: stopped.signal }).then(
      (answer) => setWalls(answer.walls),
      // the wall of the address can be edited without the list
      () => {},
    )
    return () => stopped.abort()
  }, [county])
  const known = walls.some((wall) => wall.id === id) ? walls : [{ id, title: '' }, ...walls]
  const legal = wallId.safeParse(name).success
  return (
    <form
      className={styles.choice}
      onSubmit={(event) => {
        event.preventDefault()
        if (legal) writeParameter('wall', name)
      }}
    >
      <SelectField
        label={t('wall')}
        value={id}
        groups={[
          {
            heading: '',
            options: known.map((wall) => ({ value: wall.id, text: [wall.id, wall.title].filter(Boolean).join(' · ') })),
          },
        ]}
        onChange={(value) => writeParameter('wall', value)}
      />
      <Field
        label={t('anotherWall')}
        value={name}
        maxLength={24}
        onChange={(event) => setName(event.currentTarget.value)}
        error={name !== '' && !legal ? t('wallName') : undefined}
      />
      <Button type="submit" disabled={!legal}>
        {t('editWall')}
      </Button>
    </form>
  )
}
