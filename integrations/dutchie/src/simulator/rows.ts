/** A tax of the store; medical sales may be free of it. */
export interface SimTax {
  readonly name: string
  /** 0.15 is fifteen percent. */
  readonly rate: number
  readonly adultUseOnly?: boolean
}

/** Prices and costs in dollars, with fractions of a cent where the shop has them. */
export interface SimProduct {
  readonly id: number
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly masterCategory: string
  readonly brand: string | null
  readonly brandId: number | null
  readonly vendorId: number | null
  readonly strain: string | null
  readonly strainType: string | null
  readonly thc: number | null
  readonly cbd: number | null
  /** `ea` or `g`: what quantities of it are counted in. */
  readonly unit: string
  readonly netWeight: number | null
  readonly price: number
  readonly medPrice: number | null
  readonly cost: number
  readonly upc: string | null
  readonly isCannabis: boolean
  readonly isActive: boolean
  /** Opened to the API; the reports show the others too. */
  readonly apiEnabled: boolean
  readonly online: boolean
}

export interface SimCustomer {
  readonly id: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly birthDate: string | null
  readonly address: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postalCode: string | null
  readonly medicalCard: string | null
  readonly medicalCardExpires: string | null
  readonly marketing: boolean | null
  readonly loyaltyMember: boolean
  readonly loyaltyTier: string | null
  readonly anonymous: boolean
  readonly mergedInto: number | null
  readonly createdAt: number
}

export interface SimPackage {
  readonly id: number
  readonly productId: number
  readonly tag: string
  readonly batch: string
  readonly quantity: number
  readonly allocated: number
  readonly roomId: number
  readonly unitCost: number
  readonly status: string
  readonly labStatus: string
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  readonly thc: number | null
  readonly cbd: number | null
}

/** One line of goods, or a coupon. Negative quantities come back. */
export interface SimLine {
  /** Unique within its sale. */
  readonly id: number
  readonly packageId: number
  readonly productId: number
  readonly quantity: number
  readonly unitPrice: number
  readonly discountMinor: number
  readonly returnedBy: number | null
  readonly returnedAt: number | null
  readonly isCoupon: boolean
}

export interface SimTender {
  readonly kind: 'cash' | 'debit' | 'electronic' | 'credit' | 'gift' | 'manual' | 'integrated'
  readonly name: string | null
  readonly minor: number
}

export interface SimSale {
  readonly id: number
  readonly soldAt: number
  readonly customerId: number
  readonly employeeId: number
  readonly terminalId: number
  readonly isMedical: boolean
  readonly orderType: string
  readonly orderSource: string
  readonly lines: readonly SimLine[]
  /** Taken off the whole transaction and told in no line. */
  readonly discountMinor: number
  readonly tipMinor: number
  readonly taxes: readonly SimTax[]
  readonly taxInclusive: boolean
  /** Empty: paid in cash. */
  readonly tenders: readonly SimTender[]
  readonly voidedAt: number | null
  readonly returnOf: number | null
  /** Retail, Transfer or WholesaleOrder. */
  readonly type: string
}

export interface SimOrder {
  readonly id: number
  readonly number: number
  readonly vendorId: number
  readonly title: string | null
  readonly status: string
  readonly createdAt: number
  readonly expectedArrival: string | null
  readonly dateReceived: string | null
  readonly shipping: string | null
  readonly contact: string | null
  readonly items: readonly {
    readonly id: number
    readonly productId: number
    readonly quantity: number
    readonly unitId: number | null
    readonly subtotal: number
    readonly tax: number
  }[]
}

export interface SimDelivery {
  readonly id: number
  readonly externalId: string | null
  readonly title: string | null
  readonly vendorId: number | null
  readonly vendorLicence: string | null
  readonly deliveredOn: string
  readonly addedAt: number
  /** `Draft` until booked, then `Received`. */
  readonly status: string
  readonly by: string | null
  readonly items: readonly {
    readonly productId: number
    readonly quantity: number
    readonly tag: string
    readonly roomId: number | null
    readonly unitCost: number
    readonly expiresOn: string | null
  }[]
}

export interface SimMovement {
  readonly id: number
  readonly at: number
  readonly type: 'Receive' | 'Adjust' | 'Move'
  readonly packageId: number
  readonly from: number
  readonly to: number
  readonly reason: string | null
  readonly by: string | null
  readonly fromRoomId: number | null
  readonly toRoomId: number | null
  readonly deliveryId: number | null
}
