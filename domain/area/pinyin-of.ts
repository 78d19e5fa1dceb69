import { pinyin } from 'pinyin-pro'

/**
 * How a name is typed on a Latin keyboard: full pinyin without tones or spaces, and initials.
 * 松园街道 gives songyuanjiedao and syjd; Latin words keep their letters, their first letters are the initials.
 */
export function pinyinOf(name: string): { pinyin: string; initials: string } {
  const parts = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const words = parts.flatMap((part) => part.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '')
  return { pinyin: words.join(''), initials: words.map((word) => word[0]).join('') }
}
