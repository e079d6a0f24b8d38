import type { Scope } from '../endpoint.ts'
import type { SimCustomer, SimPackage, SimProduct, SimTax } from './rows.ts'
import { emptyShelves, type DutchieState, type PlainRow, type SimLocation } from './state.ts'
import { noteDelta, round4 } from './stock.ts'

/** Units as `/reference/units` lists them. Which id stands for what was not seen but for 1, grams of flower. */
export const UNITS = [
  { unitId: 1, unitName: 'Grams', abbreviation: 'g', unitTypeId: 1 },
  { unitId: 2, unitName: 'Each', abbreviation: 'ea', unitTypeId: 2 },
  { unitId: 3, unitName: 'Milligrams', abbreviation: 'mg', unitTypeId: 1 },
  { unitId: 4, unitName: 'Ounces', abbreviation: 'oz', unitTypeId: 1 },
] as const

/** Adds a store with a sales floor, a vault, a register and a person who sells. */
export const addLocation = (
  state: DutchieState,
  location: {
    readonly name: string
    readonly licence: string
    readonly zone: string
    readonly region: string
    readonly taxes?: readonly SimTax[]
    readonly taxInclusive?: boolean
    readonly lsp?: { readonly id: number; readonly name: string }
    readonly city?: string
  },
): SimLocation => {
  const id = state.nextId()
  const made: SimLocation = {
    id,
    name: location.name,
    licence: location.licence,
    zone: location.zone,
    region: location.region,
    address: { street: '100 Main Street', city: location.city ?? 'Springfield', postalCode: '00000' },
    lsp: location.lsp ?? { id: 1, name: location.name },
    taxes: location.taxes ?? [],
    taxInclusive: location.taxInclusive ?? false,
    ...emptyShelves(state),
  }
  state.locations.set(id, made)
  addRoom(state, made, 'Sales Floor', { isSalesFloor: true, isPOSRoom: true })
  addRoom(state, made, 'Vault', { isVaultRoom: true, isInventoryRoom: true })
  addTerminal(state, made, 'Register 1')
  addEmployee(state, made, 'Robin Reyes')
  return made
}

/** Adds a key to a location; by default one that may do everything. */
export const addKey = (
  state: DutchieState,
  location: SimLocation,
  key: string,
  options: { readonly scopes?: readonly Scope[] | 'all'; readonly integratorKey?: string } = {},
): void => {
  state.keys.set(key, {
    locationId: location.id,
    scopes: options.scopes ?? 'all',
    integratorKey: options.integratorKey ?? '',
  })
}

const addPlain = (
  state: DutchieState,
  shelf: Map<number, PlainRow>,
  idName: string,
  fields: PlainRow,
): number => {
  const id = state.nextId()
  shelf.set(id, { [idName]: id, ...fields })
  return id
}

/** Adds a room; `flags` are those of the wire, such as `isQuarantineRoom`. @returns its id */
export const addRoom = (
  state: DutchieState,
  location: SimLocation,
  roomName: string,
  flags: PlainRow = {},
): number =>
  addPlain(state, location.rooms, 'roomId', {
    roomName,
    isQuarantineRoom: false,
    isVaultRoom: false,
    isWaitingRoom: false,
    isSalesFloor: false,
    isPOSRoom: false,
    isInventoryRoom: false,
    isPreOrderRoom: false,
    isEcommerceRoom: false,
    ...flags,
  })

/** Adds a register. @returns its id */
export const addTerminal = (state: DutchieState, location: SimLocation, terminalName: string): number =>
  addPlain(state, location.terminals, 'terminalId', { terminalName })

/** Adds a person. @returns their id */
export const addEmployee = (state: DutchieState, location: SimLocation, fullName: string): number =>
  addPlain(state, location.employees, 'userId', {
    loginId: fullName.toLowerCase().replaceAll(' ', '.'),
    fullName,
    defaultLocation: location.name,
    status: 'Active',
    stateId: null,
    mmjExpiration: '0001-01-01T00:00:00',
    permissionsLocation: location.name,
    groups: 'Budtender',
  })

/** Adds a supplier. @returns its id */
export const addVendor = (
  state: DutchieState,
  location: SimLocation,
  vendor: {
    readonly name: string
    readonly licence?: string
    readonly email?: string
    readonly phone?: string
  },
): number =>
  addPlain(state, location.vendors, 'vendorId', {
    vendorName: vendor.name,
    address: '7 Greenhouse Road',
    city: location.address.city,
    state: location.region,
    postalCode: '00000',
    licenseNumber: vendor.licence ?? null,
    contactName: null,
    contactEmail: vendor.email ?? null,
    contactPhone: vendor.phone ?? null,
  })

/** Adds a discount, as `/discounts/v2/list` tells it. @returns its id */
export const addDiscount = (
  state: DutchieState,
  location: SimLocation,
  discount: { readonly name: string; readonly percent: number; readonly isActive?: boolean },
): number =>
  addPlain(state, location.discounts, 'id', {
    externalId: null,
    discountDescription: discount.name,
    discountCode: null,
    onlineName: discount.name,
    applicationMethod: 'Automatic',
    isActive: discount.isActive ?? true,
    isBundledDiscount: false,
    canStackAutomatically: false,
    validDateFrom: null,
    validDateTo: null,
    monday: true,
    tuesday: true,
    wednesday: true,
    thursday: true,
    friday: true,
    saturday: true,
    sunday: true,
    constraints: [],
    reward: { calculationMethod: 'PERCENT_OFF', discountValue: discount.percent, itemGroupType: 'All' },
  })

/** Adds a product at `at`, with its category and brand if they are new. */
export const addProduct = (
  state: DutchieState,
  location: SimLocation,
  product: Partial<SimProduct> & Pick<SimProduct, 'sku' | 'name' | 'category' | 'price' | 'cost'>,
  at: Date,
): SimProduct => {
  const { category, masterCategory = category, brand = null } = product
  idByName(state, location.categories, 'productCategoryId', 'productCategoryName', category, {
    masterCategory,
  })
  const made: SimProduct = {
    strain: null,
    strainType: null,
    thc: null,
    cbd: null,
    unit: 'ea',
    netWeight: null,
    medPrice: null,
    upc: null,
    vendorId: null,
    isCannabis: true,
    isActive: true,
    apiEnabled: true,
    online: true,
    ...product,
    id: product.id ?? state.nextId(),
    masterCategory,
    brand,
    brandId: brand === null ? null : idByName(state, location.brands, 'brandId', 'brandName', brand),
  }
  location.products.put(made, at.getTime())
  return made
}

const idByName = (
  state: DutchieState,
  shelf: Map<number, PlainRow>,
  idName: string,
  nameField: string,
  name: string,
  fields: PlainRow = {},
): number => {
  for (const [id, row] of shelf) if (row[nameField] === name) return id
  return addPlain(state, shelf, idName, { [nameField]: name, ...fields })
}

/** Adds a customer at `at`. */
export const addCustomer = (
  state: DutchieState,
  location: SimLocation,
  customer: Partial<SimCustomer> & Pick<SimCustomer, 'firstName' | 'lastName'>,
  at: Date,
): SimCustomer => {
  const made: SimCustomer = {
    email: null,
    phone: null,
    birthDate: null,
    address: null,
    city: location.address.city,
    state: location.region,
    postalCode: null,
    medicalCard: null,
    medicalCardExpires: null,
    marketing: null,
    loyaltyMember: false,
    loyaltyTier: null,
    anonymous: false,
    mergedInto: null,
    createdAt: at.getTime(),
    ...customer,
    id: customer.id ?? state.nextId(),
  }
  location.customers.put(made, at.getTime())
  return made
}

/** The first room of a name; the sales floor unless told. */
export const roomNamed = (location: SimLocation, name = 'Sales Floor'): number => {
  for (const [id, row] of location.rooms) if (row['roomName'] === name) return id
  throw new Error(`${location.name} has no room ${name}.`)
}

/**
 * Adds a package to the shelf at `at`. Every field can be set, so that odd dates, holds and failed tests can be planted;
 * `quantity` is what was received: sales loaded later lower it.
 */
export const addPackage = (
  state: DutchieState,
  location: SimLocation,
  made: Partial<SimPackage> & Pick<SimPackage, 'productId' | 'quantity' | 'tag'> & { readonly room?: string },
  at: Date,
): SimPackage => {
  const product = location.products.get(made.productId)
  if (product === undefined) throw new Error(`There is no product ${made.productId} at ${location.name}.`)
  const { room, ...fields } = made
  const row: SimPackage = {
    batch: `B-${made.tag.slice(-6)}`,
    allocated: 0,
    roomId: roomNamed(location, room),
    unitCost: product.cost,
    status: 'Active',
    labStatus: 'Passed',
    packagedOn: at.toISOString().slice(0, 10),
    expiresOn: null,
    thc: product.thc,
    cbd: product.cbd,
    ...fields,
    id: made.id ?? state.nextId(),
    tag: made.tag.toUpperCase(),
    quantity: round4(made.quantity),
  }
  location.tags.set(row.tag, row.id)
  location.packages.put(row, at.getTime())
  noteDelta(location, row.id, row.quantity, at.getTime())
  return row
}
