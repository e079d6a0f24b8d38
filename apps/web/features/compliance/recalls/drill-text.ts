/** A stretch of time as a stop watch shows it: 1:02:03, or 2:03. */
export const clockText = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** How long a step took: 2.4 s, from a minute on as a stop watch shows it. */
export const spanText = (seconds: number): string => (seconds < 60 ? `${seconds} s` : clockText(seconds))

/** Codes or tags as pasted: one a line, or with commas between. */
export const valuesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]+/)
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  ),
]
