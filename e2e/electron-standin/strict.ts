/** Names that JavaScript itself, or a test runner's printing, looks for on any object. */
const ASKED_OF_EVERYTHING: ReadonlySet<PropertyKey> = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  '$$typeof',
]);

/**
 * An object that fails loudly where Electron has something that this stand-in has not: a test that passes here must
 * not have been told `undefined` in place of a function.
 */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || ASKED_OF_EVERYTHING.has(key)) {
        const value: unknown = Reflect.get(target, key, target);
        // What can be constructed has no use for a `this`.
        return typeof value === 'function' && !('prototype' in value) ? bound(target, key, value) : value;
      }
      throw new Error(`The Electron stand-in has no ${name}.${String(key)}. Add it with its documented behaviour.`);
    },
  });
}

const boundOf = new WeakMap<object, Map<PropertyKey, { readonly of: unknown; readonly value: unknown }>>();

// Methods keep their `this`, and the same method is the same function each time it is asked for.
function bound(target: object, key: PropertyKey, value: object): unknown {
  const known = boundOf.get(target) ?? new Map();
  boundOf.set(target, known);
  const found = known.get(key);
  if (found?.of === value) return found.value;
  const made = { of: value, value: (value as (...args: unknown[]) => unknown).bind(target) };
  known.set(key, made);
  return made.value;
}
