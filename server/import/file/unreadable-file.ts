import type { FileRefusal } from '#domain/import/file-content.ts'

/** The file as a whole cannot be read: missing, broken, of another format. Nothing of it is imported. */
export class UnreadableFile extends Error {
  constructor(
    message: string,
    readonly reason: FileRefusal = 'unreadable',
    /** What is wrong, without the sentence around it. */
    readonly value = '',
  ) {
    super(message)
  }
}

/** The same error in words of this feature, with the file's name. */
export function unreadable(name: string, error: unknown, reason: FileRefusal = 'malformed'): UnreadableFile {
  if (error instanceof UnreadableFile) return error
  const why = error instanceof Error ? error.message : String(error)
  return new UnreadableFile(`${name}: ${why}`, reason, why)
}
