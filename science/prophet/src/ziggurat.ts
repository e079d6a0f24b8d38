const boxes = 128
/** Where the tail begins, and the area of each box, for 128 boxes (Marsaglia and Tsang, 2000). */
const tailStart = 3.442619855899
const boxArea = 9.91256303526217e-3

/** Right edges of the boxes, widest first, and the share of each that lies wholly under the curve. */
const edges = boxEdges()
const sureShare = edges.slice(0, boxes).map((edge, i) => edges[i + 1]! / edge)

function boxEdges(): Float64Array {
  const edges = new Float64Array(boxes + 1)
  let density = Math.exp(-0.5 * tailStart * tailStart)
  edges[0] = boxArea / density
  edges[1] = tailStart
  for (let i = 2; i < boxes; i++) {
    edges[i] = Math.sqrt(-2 * Math.log(boxArea / edges[i - 1]! + density))
    density = Math.exp(-0.5 * edges[i]! * edges[i]!)
  }
  return edges
}

/**
 * A standard normal by the ziggurat method in Doornik's form (2005), which draws the box and the place in it from
 * separate words. All but one draw in a hundred need no transcendental function.
 * @param nextWord 32 random bits
 * @param uniform uniform on (0, 1)
 */
export function zigguratNormal(nextWord: () => number, uniform: () => number): number {
  for (;;) {
    const place = 2 * uniform() - 1
    const box = nextWord() & (boxes - 1)
    if (Math.abs(place) < sureShare[box]!) return place * edges[box]!
    if (box === 0) return tail(uniform, place)
    const x = place * edges[box]!
    const outer = Math.exp(-0.5 * (edges[box]! * edges[box]! - x * x))
    const inner = Math.exp(-0.5 * (edges[box + 1]! * edges[box + 1]! - x * x))
    if (inner + uniform() * (outer - inner) < 1) return x
  }
}

/** A normal beyond `tailStart`, with the sign of `side` (Marsaglia, 1964). */
function tail(uniform: () => number, side: number): number {
  for (;;) {
    const beyond = -Math.log(uniform()) / tailStart
    if (-2 * Math.log(uniform()) < beyond * beyond) continue
    return side < 0 ? -tailStart - beyond : tailStart + beyond
  }
}
