const HOST = 'www.courtlistener.com';
const BASE_URL = `https://${HOST}/api/rest/v4/`;
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Where CourtListener is asked. The key and every question go there, so it must be a host that somebody allowed, over
 * https; this machine itself may be asked without.
 * @param hosts further ones, separated by commas
 */
export function legalBaseUrl(written: string | null, hosts: string | null, problems: string[]): string {
  if (written === null) return BASE_URL;
  const allowed = [HOST, ...(hosts ?? '').split(',').map((host) => host.trim().toLowerCase())];
  const url = URL.canParse(written) ? new URL(written) : null;
  const isLoopback = url !== null && LOOPBACK.includes(url.hostname) && ['http:', 'https:'].includes(url.protocol);
  const isAllowed = url !== null && url.protocol === 'https:' && allowed.includes(url.host);
  if (url === null || (!isLoopback && !isAllowed) || url.username !== '' || url.search !== '' || url.hash !== '') {
    problems.push(
      `LAIT_LEGAL_BASE_URL must be an https address at ${HOST} or at a host of LAIT_LEGAL_HOSTS, or on this machine.`,
    );
    return BASE_URL;
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** `5/50/125`: requests a minute, an hour, a day. */
export function legalQuota(
  written: string | null,
  problems: string[],
): { readonly perMinute: number; readonly perHour: number; readonly perDay: number } {
  const numbers = (/^\d{1,5}(\/\d{1,6}){2}$/.test(written ?? '5/50/125') ? (written ?? '5/50/125') : '')
    .split('/')
    .map(Number);
  const [perMinute = 0, perHour = 0, perDay = 0] = numbers;
  if (perMinute < 1 || perHour < perMinute || perDay < perHour) {
    problems.push('LAIT_LEGAL_QUOTA must be three rising numbers: requests a minute, an hour and a day, as 5/50/125.');
    return { perMinute: 5, perHour: 50, perDay: 125 };
  }
  return { perMinute, perHour, perDay };
}
