export function f(x: number {
  return x
}
