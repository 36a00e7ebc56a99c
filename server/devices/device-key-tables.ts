export interface DeviceKeyTables {
  device_keys: DeviceKeysTable;
}

export interface DeviceKeysTable {
  device_id: string;
  user_id: string;
  /** As `seal-key.ts` writes it. */
  sealed: Buffer;
  deposited_at: Date;
  /** When it was last handed out; null: never. */
  recovered_at: Date | null;
}
