// The chunk descriptor: 32-bit words that name where everything lies (layout.json, chunkFields).

// @ts-ignore: decorator
@inline
export function word(chunk: usize, field: usize): usize {
  return load<u32>(chunk + (field << 2));
}

/** Address of a building parameter of a lane. */
// @ts-ignore: decorator
@inline
export function parameter(buildings: usize, field: usize, lane: usize): usize {
  return buildings + (((field << 5) + lane) << 3);
}
