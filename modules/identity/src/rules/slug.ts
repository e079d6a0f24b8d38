/** A short address for an organisation's name: `Evergreen Collective!` → `evergreen-collective`. */
export const slugOf = (name: string): string => {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
  return slug.length >= 2 ? slug : `shop-${slug}`.replace(/-+$/, '')
}

/** The slug's n-th variant, for names already taken. */
export const slugVariant = (slug: string, attempt: number): string =>
  attempt === 0 ? slug : `${slug}-${attempt + 1}`
