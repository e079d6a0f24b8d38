/** A product line: the products of a brand, form and size that differ by strain only. */
export interface Line {
  /** The same for all products of the line. */
  readonly key: string
  readonly name: string
}

/**
 * The line of a product: its name without the strain, with the brand before it where the name does not say it. Strains come
 * and go on a shelf while the line sells on. Null where no strain is known, the name does not hold it, or nothing is left.
 */
export const lineOf = ({
  name,
  brand,
  strain,
  category,
}: {
  readonly name: string
  readonly brand: string | null
  readonly strain: string | null
  readonly category: string
}): Line | null => {
  const wanted = strain?.trim().toLowerCase() ?? ''
  const at = wanted === '' ? -1 : name.toLowerCase().indexOf(wanted)
  if (at < 0) return null
  const rest = tidy(`${name.slice(0, at)} ${name.slice(at + wanted.length)}`)
  if (!/\p{L}|\p{N}/u.test(rest)) return null
  const maker = brand?.trim() ?? ''
  const line = maker === '' || rest.toLowerCase().includes(maker.toLowerCase()) ? rest : `${maker} ${rest}`
  return { key: `${category}/${line.toLowerCase()}`.slice(0, 500), name: line }
}

/** Without the dashes, bars and brackets a word leaves behind. */
const tidy = (text: string): string =>
  text
    .replaceAll(/[([]\s*[)\]]/g, ' ')
    .replaceAll(/\s+[-–—|:,/]+(\s+[-–—|:,/]+)*\s+/g, ' - ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s\-–—|:,/]+|[\s\-–—|:,/]+$/g, '')
