// 線: the great circle, on which every line of the map runs. Pure functions.

/** Points of the great circle from a to b, the shortest way, in steps fine enough to look round. */
export function circle(a, b, steps = 32) {
  const rad = Math.PI / 180;
  const vector = ({ lat, lng }) => [Math.cos(lat * rad) * Math.cos(lng * rad), Math.cos(lat * rad) * Math.sin(lng * rad), Math.sin(lat * rad)];
  const [from, to] = [vector(a), vector(b)];
  const turn = Math.acos(Math.min(1, from.reduce((sum, part, at) => sum + part * to[at], 0)));
  if (!turn) return [a, b];
  return Array.from({ length: steps + 1 }, (_, step) => {
    const [p, q] = [Math.sin((1 - step / steps) * turn), Math.sin((step / steps) * turn)];
    const [x, y, z] = from.map((part, at) => (p * part + q * to[at]) / Math.sin(turn));
    return [Math.atan2(z, Math.hypot(x, y)) / rad, Math.atan2(y, x) / rad];
  });
}
