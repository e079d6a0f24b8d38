import { changing, list, one, post, put, remove } from '../endpoint.ts'
import { brand, file, item, itemCategory, strain } from '../wire/items.ts'

/** An item to make; which of the optional fields are due is said by the flags of its category. */
export interface NewItem {
  readonly ItemCategory: string
  readonly Name: string
  readonly UnitOfMeasure: string
  readonly Strain?: string | null
  readonly ItemBrand?: string | null
  readonly UnitThcContent?: number | null
  readonly UnitThcContentUnitOfMeasure?: string | null
  readonly UnitWeight?: number | null
  readonly UnitWeightUnitOfMeasure?: string | null
  readonly UnitVolume?: number | null
  readonly UnitVolumeUnitOfMeasure?: string | null
  readonly NumberOfDoses?: number | null
  readonly Description?: string | null
  readonly [other: string]: unknown
}

/** A strain to make. */
export interface NewStrain {
  readonly Name: string
  readonly TestingStatus: 'None' | 'InHouse' | 'ThirdParty'
  readonly ThcLevel?: number | null
  readonly CbdLevel?: number | null
  readonly IndicaPercentage: number
  readonly SativaPercentage: number
}

/** A picture (BMP, GIF, JPG, PNG, at most 5 MB) or a PDF. */
export interface NewFile {
  readonly FileName: string
  readonly EncodedImageBase64: string
}

const MANAGE = 'Manage Items'
type Changed<T> = T & { readonly Id: number }

/** Items with their categories, brands and pictures. */
export const items = {
  active: changing('/items/v2/active', item, MANAGE),
  inactive: list('/items/v2/inactive', item, { permission: MANAGE }),
  one: one('/items/v2/{id}', item, { permission: MANAGE }),
  categories: list('/items/v2/categories', itemCategory),
  brands: list('/items/v2/brands', brand, { permission: MANAGE }),
  photo: one('/items/v2/photo/{id}', file, { permission: MANAGE }),
  file: one('/items/v2/file/{id}', file, { permission: MANAGE }),
  create: post<NewItem>('/items/v2/', MANAGE),
  update: put<Changed<NewItem>>('/items/v2/', MANAGE),
  addPhoto: post<NewFile>('/items/v2/photo', MANAGE),
  addFile: post<NewFile>('/items/v2/file', MANAGE),
  createBrand: post<{ readonly Name: string }>('/items/v2/brand', MANAGE),
  updateBrand: put<Changed<{ readonly Name: string }>>('/items/v2/brand', MANAGE),
  archive: remove('/items/v2/{id}', MANAGE),
  archiveBrand: remove('/items/v2/brand/{id}', MANAGE),
}

const STRAINS = 'Manage Strains'

export const strains = {
  active: changing('/strains/v2/active', strain, STRAINS),
  inactive: list('/strains/v2/inactive', strain, { permission: STRAINS }),
  one: one('/strains/v2/{id}', strain, { permission: STRAINS }),
  create: post<NewStrain>('/strains/v2/', STRAINS),
  update: put<Changed<NewStrain>>('/strains/v2/', STRAINS),
  archive: remove('/strains/v2/{id}', STRAINS),
}
