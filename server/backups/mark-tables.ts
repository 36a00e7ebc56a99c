import type { ColumnType } from 'kysely';

export interface MarkTables {
  operation_marks: {
    name: 'backup' | 'files' | 'dump' | 'drill' | 'drill_marker' | 'restore';
    at: Date;
    detail: ColumnType<Readonly<Record<string, unknown>>, string, string>;
  };
}
