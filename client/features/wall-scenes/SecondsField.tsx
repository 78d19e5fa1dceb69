import { Field } from '#client/ui/Field.tsx'

interface SecondsFieldProps {
  label: string
  value: number
  /** The range that is taken, and what is said outside it. */
  least: number
  most: number
  outside: string
  onChange(seconds: number): void
}

/** Whole seconds. An emptied field keeps the last number. */
export function SecondsField({ label, value, least, most, outside, onChange }: SecondsFieldProps) {
  return (
    <Field
      label={label}
      type="number"
      min={least}
      max={most}
      value={value}
      onChange={(event) => {
        const seconds = Math.round(event.currentTarget.valueAsNumber)
        if (Number.isFinite(seconds)) onChange(seconds)
      }}
      error={value < least || value > most ? outside : undefined}
    />
  )
}
