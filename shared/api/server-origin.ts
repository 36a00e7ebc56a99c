/** The origin of a server's address, or null where it is none that LAIT would talk to: https, or http on this machine. */
export function originOf(text: string): string | null {
  const match = /^(https?):\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?\/?$/.exec(text);
  if (match === null) return null;
  const [, scheme, host = '', port = ''] = match;
  const isLoopback = host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
  return scheme === 'https' || isLoopback ? `${scheme}://${host.toLowerCase()}${port}` : null;
}
