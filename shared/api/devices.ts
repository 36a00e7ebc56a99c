import { z } from 'zod';

/**
 * The key of a device's files, kept by the server for the day on which the device's own key store loses it
 * (`/api/devices/{id}/key`).
 */
export const deviceParams = z.strictObject({ id: z.uuid() });

/** 256 bits as hexadecimal digits. */
const keyHex = z.string().regex(/^[0-9a-f]{64}$/);

export const keyDeposit = z.strictObject({ keyHex });
/** The password again: a session that somebody left open gives no key away. */
export const keyRecovery = z.strictObject({ password: z.string().min(1).max(256) });
export const recoveredKey = z.strictObject({ keyHex });
