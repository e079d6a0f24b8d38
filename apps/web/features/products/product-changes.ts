import type { Product, ProductEdit } from '@/lib/contract'

type Changes = Omit<ProductEdit, 'version'>

const DECIMALS = ['price', 'cost', 'reorderPointOverride'] as const
const REQUIRED_DECIMALS = ['casePack', 'moq'] as const
const TEXTS = ['brand', 'strain', 'vendorId', 'strainType'] as const

/** What a filled-in form changes of a product. Numbers are compared as numbers, so that 35 and 35.00 are the same. */
export const changesOf = (product: Product, form: FormData): Changes => {
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim().replace(/^\$/, '') : ''
  }
  const changes: Record<string, unknown> = {}
  for (const name of DECIMALS) {
    const given = text(name) === '' ? null : text(name)
    if (!sameNumber(given, product[name])) changes[name] = given
  }
  for (const name of REQUIRED_DECIMALS)
    if (text(name) !== '' && !sameNumber(text(name), product[name])) changes[name] = text(name)
  for (const name of TEXTS) {
    const given = text(name) === '' ? null : text(name)
    if (given !== product[name]) changes[name] = given
  }
  if (text('name') !== product.name) changes['name'] = text('name')
  if (text('category') !== product.category) changes['category'] = text('category')
  const days = text('shelfLifeDays') === '' ? null : Number(text('shelfLifeDays'))
  if (days !== product.shelfLifeDays) changes['shelfLifeDays'] = days
  const level = Number(text('serviceLevel')) / 100
  if (Math.abs(level - product.serviceLevel) > 1e-6) changes['serviceLevel'] = Math.round(level * 1000) / 1000
  for (const name of ['active', 'isService'] as const)
    if ((form.get(name) !== null) !== product[name]) changes[name] = form.get(name) !== null
  return changes
}

const sameNumber = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : Number(a) === Number(b)
