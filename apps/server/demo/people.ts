const FIRST =
  `Alex Jordan Taylor Casey Morgan Riley Jamie Avery Quinn Drew Rowan Skyler Reese Dana Robin Hayden Parker Emerson
  Finley Blake Cameron Dakota Elliot Frankie Harper Jesse Kendall Logan Marley Nico Oakley Peyton Remy Sage Tatum`
    .trim()
    .split(/\s+/)
const LAST =
  `Abbott Barlow Castillo Dunn Eastman Fowler Grady Hollis Ibarra Jennings Kimura Larkin Mercer Novak Okafor Pruitt
  Quigley Rhodes Salazar Thorne Underhill Vance Whitaker Xiong Yates Zeller Bishop Carver Delaney Escobar Finch Gallagher
  Huang Ingram Jarvis Keller Lindgren Mackey Nolan Osborne Petrov Rivera Sorensen Tran Upton Vega Winslow Yoder Zamora`
    .trim()
    .split(/\s+/)

/** The made-up name of a store's customer number; the same number is always the same person. */
export const personName = (storeKey: string, number: number): string => {
  const start = storeKey.length * 7
  const first = FIRST[(number * 11 + start) % FIRST.length] ?? ''
  const last = LAST[(Math.floor(number / FIRST.length) + number * 3 + start) % LAST.length] ?? ''
  return `${first} ${last}`
}
