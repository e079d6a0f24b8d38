import type { DeliveredPackage } from './queries'

/** Packages a scanned or typed text means: the tag itself, else all tags that end like it. */
export const packagesMeant = <T extends Pick<DeliveredPackage, 'tag'>>(
  packages: readonly T[],
  typed: string,
): readonly T[] => {
  const text = typed.trim().toUpperCase()
  if (text === '') return []
  const exact = packages.filter(({ tag }) => tag.toUpperCase() === text)
  return exact.length > 0 ? exact : packages.filter(({ tag }) => tag.toUpperCase().endsWith(text))
}
