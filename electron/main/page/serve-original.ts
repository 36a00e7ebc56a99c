import { ORIGINAL_POLICY, originalPage, sentencePage } from './original-page.ts';
import { DOCUMENT_SCHEME } from './own-page.ts';

/** The one host of `lait-doc://`. */
export const ORIGINAL_HOST = 'original';

/** What was found of an original: the file, or a sentence that says why there is none to show. */
export type FoundOriginal =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'none'; readonly sentence: string };

export interface OriginalParts {
  isLocked(): boolean;
  find(invoiceId: string): Promise<FoundOriginal>;
}

/** Answers `lait-doc://original/<invoice id>`: a page of text that can do nothing, shown in a frame without scripts. */
export function originalServer(parts: OriginalParts): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    const invoiceId = readAddress(url);
    if (method !== 'GET') return answer(405, sentencePage('Only GET is answered.'));
    if (invoiceId === null) return answer(404, sentencePage('There is no such document.'));
    if (parts.isLocked()) return answer(403, sentencePage('LAIT is locked.'));
    try {
      const found = await parts.find(invoiceId);
      if (found.kind === 'none') return answer(404, sentencePage(found.sentence));
      return answer(200, originalPage(found.name, found.bytes));
    } catch {
      return answer(500, sentencePage('The original could not be read just now. Nothing was changed; try again.'));
    }
  };
}

const ADDRESS = new RegExp(
  `^${DOCUMENT_SCHEME}://${ORIGINAL_HOST}/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$`,
);

function readAddress(url: string): string | null {
  return ADDRESS.exec(url)?.[1] ?? null;
}

function answer(status: number, html: string): Response {
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': ORIGINAL_POLICY,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}
