/**
 * Chromium knows no `lait://`: each scheme of ours lives below a name of its own that ends in `localhost`, which
 * Chromium takes for a secure context, and is translated wherever LAIT looks at an address.
 */
const SCHEMES = ['lait', 'lait-doc'] as const;

/** `lait://app/x` -> `http://app.lait.localhost/x`; anything else stays as it is. */
export function toChromium(url: string): string {
  for (const scheme of SCHEMES) {
    const match = new RegExp(`^(blob:)?${scheme}://([^/?#]*)(.*)$`).exec(url);
    if (match !== null)
      return `${match[1] ?? ''}http://${match[2]}.${scheme}.localhost${match[3] === '' ? '/' : match[3]}`;
  }
  return url;
}

/** The way back, also within `blob:`. */
export function toElectron(url: string): string {
  const match = /^(blob:)?http:\/\/([^/?#]+)\.(lait|lait-doc)\.localhost(?=[/?#]|$)(.*)$/.exec(url);
  return match === null ? url : `${match[1] ?? ''}${match[3]}://${match[2]}${match[4]}`;
}

/** Scheme names in a content security policy. */
export function policyToChromium(policy: string): string {
  return policy.replaceAll(/(?<=\s)(lait|lait-doc):(?=[\s;]|$)/g, 'http://*.$1.localhost');
}
