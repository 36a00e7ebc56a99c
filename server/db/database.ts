import type { MatterTables } from '../access/matter-tables.ts';
import type { AccountTables } from '../auth/account-tables.ts';
import type { MarkTables } from '../backups/mark-tables.ts';
import type { DeviceKeyTables } from '../devices/device-key-tables.ts';
import type { RecordTables } from '../invoices/record-tables.ts';
import type { PassageTables } from '../legal/passages/passage-tables.ts';
import type { RegisterTables } from '../legal/registers/register-tables.ts';
import type { LegalSearchTables } from '../legal/searches/search-tables.ts';
import type { ModelTables } from '../models/model-tables.ts';
import type { OpinionTables } from '../opinions/opinion-tables.ts';
import type { FeedTables } from '../sync/feed-tables.ts';
import type { ProcessTables } from '../system/process-tables.ts';
import type { ReleaseTables } from '../updates/release-tables.ts';

/** Every table as kysely sees it; each part describes its own. */
export interface Database
  extends AccountTables,
    MatterTables,
    RecordTables,
    FeedTables,
    ReleaseTables,
    LegalSearchTables,
    RegisterTables,
    DeviceKeyTables,
    PassageTables,
    ModelTables,
    OpinionTables,
    MarkTables,
    ProcessTables {}
