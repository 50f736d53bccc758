// One source for vectors and scalars: V is v128 with lanes of T, or T itself (the scalar twin of the tests).
// Both do the same operations in the same order, so they agree to the last bit.

// @ts-ignore: decorator
@inline
export function width<T, V>(): i32 {
  return isVector<V>() ? <i32>(16 / sizeof<T>()) : 1;
}

// @ts-ignore: decorator
@inline
export function splat<T, V>(x: f64): V {
  if (isVector<V>()) return v128.splat<T>(<T>x);
  return <V>x;
}

// @ts-ignore: decorator
@inline
export function at<V>(pointer: usize): V {
  if (isVector<V>()) return v128.load(pointer);
  return load<V>(pointer);
}

// @ts-ignore: decorator
@inline
export function put<V>(pointer: usize, value: V): void {
  if (isVector<V>()) v128.store(pointer, value);
  else store<V>(pointer, value);
}

/** The value at the pointer in every lane. */
// @ts-ignore: decorator
@inline
export function spread<T, V>(pointer: usize): V {
  if (isVector<V>()) return v128.load_splat<T>(pointer);
  return load<V>(pointer);
}

// @ts-ignore: decorator
@inline
export function add<T, V>(a: V, b: V): V {
  if (isVector<V>()) return v128.add<T>(a, b);
  return a + b;
}

// @ts-ignore: decorator
@inline
export function sub<T, V>(a: V, b: V): V {
  if (isVector<V>()) return v128.sub<T>(a, b);
  return a - b;
}

// @ts-ignore: decorator
@inline
export function mul<T, V>(a: V, b: V): V {
  if (isVector<V>()) return v128.mul<T>(a, b);
  return a * b;
}

// @ts-ignore: decorator
@inline
export function div<T, V>(a: V, b: V): V {
  if (isVector<V>()) return v128.div<T>(a, b);
  return a / b;
}

// @ts-ignore: decorator
@inline
export function root<T, V>(a: V): V {
  if (isVector<V>()) return v128.sqrt<T>(a);
  return sqrt<V>(a);
}

/** b < a ? b : a (one instruction on x86, unlike the NaN-propagating minimum). */
// @ts-ignore: decorator
@inline
export function least<T, V>(a: V, b: V): V {
  if (isVector<V>()) return v128.pmin<T>(a, b);
  return select<V>(b, a, b < a);
}

/** a < b ? b : a */
// @ts-ignore: decorator
@inline
export function most<T, V>(a: V, b: V): V {
  if (isVector<V>()) return v128.pmax<T>(a, b);
  return select<V>(b, a, a < b);
}

// @ts-ignore: decorator
@inline
export function absolute<T, V>(a: V): V {
  if (isVector<V>()) return v128.abs<T>(a);
  return abs<V>(a);
}

/** a < b ? x : y */
// @ts-ignore: decorator
@inline
export function ifLess<T, V>(a: V, b: V, x: V, y: V): V {
  if (isVector<V>()) return v128.bitselect(x, y, v128.lt<T>(a, b));
  return select<V>(x, y, a < b);
}

/** Whether any lane is above zero. */
// @ts-ignore: decorator
@inline
export function anyPositive<T, V>(a: V): bool {
  if (isVector<V>()) return v128.any_true(v128.gt<T>(a, v128.splat<T>(0)));
  return a > 0;
}

/** f64 values in memory as lanes of T. */
// @ts-ignore: decorator
@inline
export function fromF64<T, V>(pointer: usize): V {
  if (isVector<V>()) {
    if (sizeof<T>() == 8) return v128.load(pointer);
    return v128.shuffle<f32>(v128.demote_zero<f64>(v128.load(pointer)), v128.demote_zero<f64>(v128.load(pointer, 16)), 0, 1, 4, 5);
  }
  return <V>load<f64>(pointer);
}

/** Lanes of T as f64 values in memory. */
// @ts-ignore: decorator
@inline
export function toF64<T, V>(pointer: usize, value: V): void {
  if (isVector<V>()) {
    if (sizeof<T>() == 8) v128.store(pointer, value);
    else {
      v128.store(pointer, v128.promote_low<f32>(value));
      v128.store(pointer, v128.promote_low<f32>(v128.shuffle<f32>(value, value, 2, 3, 2, 3)), 16);
    }
  } else store<f64>(pointer, <f64>value);
}

/** Adds lanes of T to f64 values in memory. */
// @ts-ignore: decorator
@inline
export function addToF64<T, V>(pointer: usize, value: V): void {
  if (isVector<V>()) {
    if (sizeof<T>() == 8) v128.store(pointer, v128.add<f64>(v128.load(pointer), value));
    else {
      v128.store(pointer, v128.add<f64>(v128.load(pointer), v128.promote_low<f32>(value)));
      const high = v128.promote_low<f32>(v128.shuffle<f32>(value, value, 2, 3, 2, 3));
      v128.store(pointer, v128.add<f64>(v128.load(pointer, 16), high), 16);
    }
  } else store<f64>(pointer, load<f64>(pointer) + <f64>value);
}

/** f32 values in memory as f64 lanes. */
// @ts-ignore: decorator
@inline
export function fromF32<V>(pointer: usize): V {
  if (isVector<V>()) return v128.promote_low<f32>(v128.load64_zero(pointer));
  return <V>load<f32>(pointer);
}
