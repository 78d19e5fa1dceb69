/** What people call the columns that imports ask for; the first that fits is proposed, and a person decides. */
const words: Readonly<Record<string, RegExp>> = {
  name: /^(name|名称|名字)$|名称?$|^(nam|label|title)|name$/i,
  kind: /^kind$|类型$|类别$|^type$/i,
  class: /^class$|等级$/i,
  floors: /^floors$|层数|levels/i,
  households: /户数|households|dwellings/i,
  residents: /人口|常住|residents|population/i,
  elderly: /老年|老人|岁以上|elderly|aged/i,
  workers: /网格员|workers/i,
  street: /街道|乡镇|^street/i,
  community: /社区|村居|community/i,
  code: /^code$|编码|代码/i,
  address: /地址|address/i,
  phone: /电话|phone/i,
  hours: /时间|hours/i,
  localCode: /编码|代码|^code$/i,
  category: /类别|类型|category|^type$|^kind$|reason/i,
  title: /标题|事由|内容|title|subject|^type$|category/i,
  place: /地点|位置|place|location|street|address/i,
  filedAt: /立案|上报|受理|发生|open|filed|created|report/i,
  answerBy: /应答期限|响应期限|answer/i,
  finishBy: /办结期限|时限|截止|target|due|finish/i,
  closedAt: /结案|办结|closed/i,
}
const keys = /^(id|fid|gid|code|key|objectid|osm_id)$|编号|编码|代码/i

/** Columns proposed for the fields of a layer, and for the key of its rows; '' where none fits. */
export function guessMapping(columns: readonly string[], fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.map((field) => {
      const pattern = words[field]
      const same = columns.find((column) => column.toLowerCase() === field.toLowerCase())
      return [field, same ?? columns.find((column) => pattern?.test(column)) ?? '']
    }),
  )
}

/** The column that tells rows apart; '#' (row numbers) where none looks like it. */
export function guessKey(columns: readonly string[]): string {
  return columns.find((column) => keys.test(column)) ?? '#'
}
