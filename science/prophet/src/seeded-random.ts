import { zigguratNormal } from './ziggurat.ts'

/** A reproducible stream of random numbers; every draw advances it. */
export interface RandomStream {
  /** Uniform on the open interval (0, 1). */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Exponential with rate 1. */
  exponential(): number
  /** Laplace with mean 0 and scale 1. */
  laplace(): number
}

/**
 * Randomness that depends on nothing but `seed` (any integer): xoshiro128** (Blackman and Vigna, 2018), its state
 * filled by splitmix32. Not for secrets.
 */
export function seededRandom(seed: number): RandomStream {
  const nextWord = xoshiro128(seed)
  const uniform = (): number => (nextWord() + 0.5) / 4_294_967_296
  const normal = (): number => zigguratNormal(nextWord, uniform)
  const exponential = (): number => -Math.log(uniform())
  const laplace = (): number => {
    const centred = uniform() - 0.5
    return -Math.sign(centred) * Math.log1p(-2 * Math.abs(centred))
  }
  return { uniform, normal, exponential, laplace }
}

function xoshiro128(seed: number): () => number {
  const fill = splitmix32(seed)
  let a = fill()
  let b = fill()
  let c = fill()
  let d = fill()
  return () => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return scrambled
  }
}

function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let word = state ^ (state >>> 16)
    word = Math.imul(word, 0x21f0aaad)
    word ^= word >>> 15
    word = Math.imul(word, 0x735a2d97)
    return (word ^ (word >>> 15)) | 0
  }
}

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))
