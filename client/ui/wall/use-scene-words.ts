import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import type { Category } from '#domain/contract/category.ts'
import type { WallScene } from '#domain/contract/wall.ts'

export interface SceneNames {
  streets: readonly { code: string; name: string }[]
  categories: readonly Category[]
}

/** Gives the name of a scene in the language shown: `滨海街道 · 事项热力`. */
export function useSceneWords({ streets, categories }: SceneNames): (scene: WallScene) => string {
  const { t } = useTranslation('wall')
  const language = useLanguage()
  return (scene) => {
    switch (scene.kind) {
      case 'street':
        return t('scene.street', { street: streets.find(({ code }) => code === scene.street)?.name ?? scene.street })
      case 'category': {
        const category = categories.find(({ code }) => code === scene.category)
        const name = category && language === 'en' ? category.nameEn || category.name : category?.name
        return t('scene.category', { category: name ?? scene.category })
      }
      case 'issue':
        return t('scene.issue', { number: scene.number })
      default:
        return t(`scene.${scene.kind}`)
    }
  }
}
