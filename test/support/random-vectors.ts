/** Unit vectors in directions drawn evenly from the sphere; the same seed gives the same vectors. */
export function randomUnitVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  let state = seed | 0 || 1;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 4294967296;
  };
  return Array.from({ length: count }, () => {
    const values = Float32Array.from(
      { length: dimensions },
      () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    );
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  });
}
