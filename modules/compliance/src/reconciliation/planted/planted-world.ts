import { DEFAULT_LAGS, type World } from '../engine/facts.ts'
import { identityOf } from '../engine/finding.ts'
import { numberKey } from '../engine/group-lines.ts'
import { reconcilePackages } from '../engine/reconcile-packages.ts'
import { coverageOf, lookAt } from './look.ts'
import { PLANTS } from './plant.ts'
import { habitsOf, plannedPackage } from './timeline.ts'

/** A shop in which all sides agree but for what was planted, by the identities it must be found under. */
export interface PlantedWorld {
  readonly world: World
  readonly planted: ReadonlySet<string>
}

/** Makes a shop of `packages` packages from a seed and plants `tries` discrepancies, as far as they fit. */
export const plantedWorld = (seed: number, packages = 60, tries = 25): PlantedWorld => {
  const habits = habitsOf(seed)
  const { random } = habits
  const stories = Array.from({ length: packages }, (_, place) => plannedPackage(place, habits))
  const planted = new Set<string>()
  const names = Object.keys(PLANTS)
  for (let n = 0; n < tries; n += 1) {
    const identity = PLANTS[random.pick(names)]?.(random.pick(stories), habits) ?? null
    if (identity !== null) planted.add(identity)
  }
  const coverage = coverageOf(() => random.whole(0, 12))
  const facts = stories.map((story) => lookAt(story, coverage))
  const world: World = {
    packages: facts,
    coverage,
    lags: DEFAULT_LAGS,
    tillNumbers: new Set(facts.flatMap(({ sales }) => sales.map(({ number }) => numberKey(number)))),
    untaggedNumbers: new Set(),
    expiryCounts: () => true,
  }
  return { world, planted }
}

/** How well planted discrepancies were found. */
export interface Score {
  readonly worlds: number
  readonly planted: number
  readonly found: number
  readonly missed: readonly string[]
  readonly invented: readonly string[]
  /** Findings that were planted, of all findings; and planted ones that were found, of all planted. */
  readonly precision: number
  readonly recall: number
}

/** Plants and reconciles a world for each seed and compares what was found with what was planted, one by one. */
export const scorePlanted = (seeds: Iterable<number>, packages = 60, tries = 25): Score => {
  const missed: string[] = []
  const invented: string[] = []
  let [worlds, planted, found] = [0, 0, 0]
  for (const seed of seeds) {
    const made = plantedWorld(seed, packages, tries)
    const identities = new Set(reconcilePackages(made.world).findings.map(identityOf))
    worlds += 1
    planted += made.planted.size
    found += identities.size
    for (const one of made.planted) if (!identities.has(one)) missed.push(`seed ${seed}: ${one}`)
    for (const one of identities) if (!made.planted.has(one)) invented.push(`seed ${seed}: ${one}`)
  }
  return {
    worlds,
    planted,
    found,
    missed,
    invented,
    precision: found === 0 ? 1 : (found - invented.length) / found,
    recall: planted === 0 ? 1 : (planted - missed.length) / planted,
  }
}
