import type { ColumnType } from 'kysely';

export interface ProcessTables {
  server_processes: {
    id: string;
    mode: string;
    version: string;
    revision: string | null;
    host: string;
    process_id: number;
    started_at: Date;
    last_seen_at: Date;
    figures: ColumnType<unknown, string, string>;
  };
}
