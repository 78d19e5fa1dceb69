import type { TFunction } from 'i18next'
import { ApiError } from '#client/api.ts'

/** Why a file or an import was refused, in the words of the page; what the server told stands behind where it says more. */
export function refusalOf(error: unknown, t: TFunction<'import'>): string {
  if (!(error instanceof ApiError)) return t('fileRefused.unreadable', { told: String(error) })
  const known = error.code.replace(/^file-/, '')
  return t([`fileRefused.${known}`, `ui:problem.${known}.title`, 'fileRefused.unreadable'], { told: error.message })
}
