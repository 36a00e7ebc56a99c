import { jsonPolicySource, LINUX_POLICY_FILE } from './json-policy-source.ts';
import { macosPolicySource } from './macos-policy-source.ts';
import type { PolicySource } from './policy.ts';
import { runProgram } from './run-program.ts';
import { windowsPolicySource } from './windows-policy-source.ts';

/** Where this system keeps what administrators settle. */
export function systemPolicySource(platform: NodeJS.Platform): PolicySource {
  switch (platform) {
    case 'win32':
      return windowsPolicySource(runProgram);
    case 'darwin':
      return macosPolicySource(runProgram);
    default:
      return jsonPolicySource(LINUX_POLICY_FILE);
  }
}
