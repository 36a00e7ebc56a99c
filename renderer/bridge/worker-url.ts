/// <reference types="vite/client" />
import workerUrl from './workspace-worker.ts?worker&url';

/**
 * The worker's address as the page's Trusted Types policy allows it. The policy's name is `lait`, and this
 * address is the only thing it will ever pass.
 */
export function trustedWorkerUrl(): string {
  const types = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (types === undefined) return workerUrl;
  policy ??= types.createPolicy('lait', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('This address is not one of LAIT.');
      return url;
    },
  });
  // The DOM's types do not know that `new Worker` takes a TrustedScriptURL.
  return policy.createScriptURL(workerUrl) as string;
}

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

let policy: ReturnType<TrustedTypesFactory['createPolicy']> | undefined;
