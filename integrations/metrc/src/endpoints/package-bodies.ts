/** Bodies of the package writes, one row each. Names are Metrc's; dates `YYYY-MM-DD`; quantities JSON numbers. */
export interface PackageBodies {
  readonly adjust: {
    readonly Label: string
    /** The change: negative lowers the package. */
    readonly Quantity: number
    readonly UnitOfMeasure: string
    /** A name of `adjustReasons` of this state. */
    readonly AdjustmentReason: string
    readonly AdjustmentDate: string
    readonly ReasonNote: string | null
  }
  readonly item: { readonly Label: string; readonly Item: string }
  readonly note: { readonly PackageLabel: string; readonly Note: string }
  readonly location: {
    readonly Label: string
    readonly Location: string
    readonly Sublocation: string | null
    readonly MoveDate: string
  }
  readonly dates: {
    readonly Label: string
    readonly ExpirationDate: string | null
    readonly SellByDate: string | null
    readonly UseByDate: string | null
  }
  readonly externalId: { readonly PackageLabel: string; readonly ExternalId: string }
  readonly requiredLabTests: { readonly Label: string; readonly RequiredLabTestBatches: readonly string[] }
  readonly tag: { readonly Label: string }
  readonly remediate: {
    readonly PackageLabel: string
    readonly RemediationMethodName: string
    readonly RemediationDate: string
    readonly RemediationSteps: string
  }
  readonly decontaminate: {
    readonly PackageLabel: string
    readonly DecontaminationMethodName: string
    readonly DecontaminationDate: string
    readonly DecontaminationSteps: string
  }
  readonly finish: { readonly Label: string; readonly ActualDate: string }
}

/** A package made of others: each ingredient loses its quantity. */
export interface NewPackage {
  readonly Tag: string
  readonly Location?: string | null
  readonly Sublocation?: string | null
  /** Null with `UseSameItem`. */
  readonly Item: string | null
  readonly UseSameItem?: boolean
  readonly Quantity: number
  readonly UnitOfMeasure: string
  readonly PatientLicenseNumber?: string | null
  readonly Note?: string | null
  readonly IsProductionBatch?: boolean
  readonly ProductionBatchNumber?: string | null
  readonly IsDonation?: boolean
  readonly IsTradeSample?: boolean
  readonly IsFinishedGood?: boolean
  readonly ProductRequiresRemediation?: boolean
  readonly ActualDate: string
  readonly ExpirationDate?: string | null
  readonly SellByDate?: string | null
  readonly UseByDate?: string | null
  readonly Ingredients: readonly {
    readonly Package: string
    readonly Quantity: number
    readonly UnitOfMeasure: string
  }[]
  readonly RequiredLabTestBatches?: readonly string[] | null
  readonly ProcessingJobTypeId?: number | null
  readonly LabTestStageId?: number | null
}

/** Plants grown from a package of seeds or clones. */
export interface NewPlanting {
  readonly PackageLabel: string
  readonly PackageAdjustmentAmount: number | null
  readonly PackageAdjustmentUnitOfMeasureName: string | null
  readonly PlantBatchName: string
  readonly PlantBatchType: string
  readonly PlantCount: number
  readonly LocationName: string
  readonly SublocationName?: string | null
  readonly StrainName: string
  readonly PatientLicenseNumber?: string | null
  readonly PlantedDate: string
  readonly UnpackagedDate: string
}
