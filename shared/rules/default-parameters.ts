import type { ParameterSpecifications, ParameterValue, ParameterValues, Rule } from './rule.ts';

/** A rule's parameters as it has them when a guideline says nothing, complete and in its own order. */
export function defaultParameters<S extends ParameterSpecifications>(rule: Rule<S>): ParameterValues<S> {
  const values: Record<string, ParameterValue> = {};
  for (const [name, specification] of Object.entries(rule.parameters)) values[name] = specification.default;
  // Sound: every name of S with its own specification's default.
  return values as ParameterValues<S>;
}
