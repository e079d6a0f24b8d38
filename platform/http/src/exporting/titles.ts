/** Words that are written in capitals. */
const CAPITALS: Readonly<Record<string, string>> = { sku: 'SKU', id: 'ID', ip: 'IP', thc: 'THC', cbd: 'CBD' }

/** A field's name as people read it: `daysOfSupply` → `Days of supply`. */
export const titleOf = (name: string): string => {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([a-zA-Z])(\d)/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase()
    .split(' ')
    .map((word) => CAPITALS[word] ?? word)
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a list is called by its address: `/count-sessions/:id/review` → `Count sessions review`. */
export const listTitle = (path: string): string =>
  titleOf(
    path
      .split('/')
      .filter((part) => part !== '' && !part.startsWith(':') && part !== 'compliance')
      .join(' '),
  )
