import type { ColumnType, Generated } from 'kysely';

export interface ModelTables {
  models: ModelsTable;
  model_trainings: ModelTrainingsTable;
}

/** JSON is written as text and read as what it was. */
type Json = ColumnType<unknown, string, string>;

export interface ModelsTable {
  id: string;
  kind: string;
  version: number;
  training_id: string;
  trained_at: Date;
  line_count: number;
  matter_count: number;
  client_count: number;
  label_count: number;
  reject_below_e4: number | null;
  metrics: Json;
  unfit_for: Json;
  is_active: Generated<boolean>;
  bytes: Buffer;
}

export interface ModelTrainingsTable {
  id: string;
  asked_by: string;
  asked_at: Date;
  state: string;
  started_at: Date | null;
  ended_at: Date | null;
  activated: ColumnType<unknown, string | undefined, string>;
  too_little_for: ColumnType<unknown, string | undefined, string>;
}
