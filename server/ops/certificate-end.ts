import { connect } from 'node:tls';

const ANSWERS_MS = 900;

/**
 * When the certificate that an address shows comes to its end. Only its date is read and nothing is sent, so it need not be
 * trusted; one that has ended already is what one wants to hear of.
 * @param address `host:port`
 * @returns null where nobody speaks TLS there
 */
export function certificateEnd(address: string): Promise<Date | null> {
  const end = address.lastIndexOf(':');
  const at = { host: address.slice(0, end), port: Number(address.slice(end + 1)) };
  return new Promise((resolve) => {
    const socket = connect({ ...at, rejectUnauthorized: false, timeout: ANSWERS_MS }, () => {
      const endsAt = Date.parse(socket.getPeerCertificate().valid_to ?? '');
      resolve(Number.isNaN(endsAt) ? null : new Date(endsAt));
      socket.destroy();
    });
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(null));
  });
}
