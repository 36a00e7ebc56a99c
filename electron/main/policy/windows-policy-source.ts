import type { PolicySource } from './policy.ts';
import type { RunProgram } from './run-program.ts';

/** Written by group policy; a user without administrator's rights cannot write there. */
export const REGISTRY_KEY = 'HKLM\\SOFTWARE\\Policies\\LAIT';

/** Windows: values of one registry key, as `reg.exe` prints them. */
export function windowsPolicySource(run: RunProgram): PolicySource {
  return {
    async read() {
      const { code, output } = await run('reg.exe', ['query', REGISTRY_KEY]);
      // `reg query` ends with 1 where there is no such key.
      return code === 0 ? readRegistryListing(output) : null;
    },
  };
}

/** Each value is a line `    name    REG_TYPE    data`. Types that no setting uses are left as text. */
export function readRegistryListing(output: string): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const line of output.split(/\r?\n/)) {
    const match = /^\s{4}(\S+)\s{4}(REG_[A-Z_]+)\s{4}(.*)$/.exec(line);
    if (match === null) continue;
    const [, name = '', type, data = ''] = match;
    if (type === 'REG_DWORD') values[name] = numberOrFlag(Number(data));
    // reg.exe parts the strings of a list with a backslash and a zero.
    else if (type === 'REG_MULTI_SZ') values[name] = data.split('\\0').filter((each) => each !== '');
    else values[name] = data;
  }
  return values;
}

// Group policy has no other way to write yes and no.
function numberOrFlag(value: number): unknown {
  return value === 0 || value === 1 ? value === 1 : value;
}
