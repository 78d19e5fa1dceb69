import type { LayerFields } from '#domain/contract/plan-file.ts'

/** What people call the fields that mean this, the likeliest first; compared without case, dashes and underscores. */
const words = {
  code: [
    'code',
    'gridcode',
    '编码',
    '网格编码',
    '网格代码',
    '微网格编码',
    '代码',
    'wgbm',
    'wgdm',
    'bm',
    'dm',
    'id',
    'gridid',
  ],
  name: ['name', 'gridname', '名称', '网格名称', '微网格名称', 'wgmc', 'mc', 'title'],
  parent: [
    'parent',
    '上级',
    '上级编码',
    '所属社区',
    '社区编码',
    '社区',
    '所属网格',
    'community',
    'grid',
    'sssq',
    'sqbm',
    'sq',
  ],
  kind: ['kind', '类型', '网格类型', '类别', 'wglx', 'type'],
  levelField: ['level', '层级', '级别', 'layer', 'wgjb'],
} as const

const microGridNames = /micro|微网格|wwg|wei/i

/** A guess at what the fields of a layer mean, by their names and the layer's. */
export function guessFields(layer: string, fields: readonly string[]): LayerFields {
  const found = (wanted: readonly string[]) => {
    for (const word of wanted) {
      const field = fields.find((one) => plain(one) === word || one.split(/\s+/).some((part) => plain(part) === word))
      if (field !== undefined) return field
    }
    return null
  }
  const levelField = found(words.levelField)
  const level = microGridNames.test(layer) ? 'micro-grid' : levelField === null ? 'grid' : 'by-field'
  return {
    ...{ layer, level, levelField: level === 'by-field' ? levelField : null },
    ...{ code: found(words.code), name: found(words.name), parent: found(words.parent), kind: found(words.kind) },
  }
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
}
