/** Series that make one alert fire, in promtool's notation (docs of `promtool test rules`), and what it then says it is about. */
export interface AlertCase {
  readonly alert: string;
  /** In place of the same series of `WELL`. */
  readonly series: Readonly<Record<string, string>>;
  /** Of `WELL`, that are not there. */
  readonly without?: readonly string[];
  readonly at: string;
  /** Labels of the alert besides its severity. */
  readonly about?: Readonly<Record<string, string>>;
}

const BACKEND = 'job="lait-backend",instance="a:9464"';
const requests = (route: string, method: string, status: string, le?: string) =>
  le === undefined
    ? `lait_http_request_seconds_count{${BACKEND},route="${route}",method="${method}",status="${status}"}`
    : `lait_http_request_seconds_bucket{${BACKEND},route="${route}",method="${method}",status="${status}",le="${le}"}`;
const waits = (what: string, le: string) => `lait_wait_seconds_bucket{job="lait-worker",what="${what}",le="${le}"}`;
const backup = (what: string) => `lait_backup_timestamp_seconds{${BACKEND},what="${what}"}`;
const spending = (what: string) => `lait_opinion_spending_micro{${BACKEND},what="${what}"}`;
const signIns = (action: string, outcome: string) =>
  `lait_authentication_total{${BACKEND},action="${action}",outcome="${outcome}"}`;

const HEALTH = ['/api/health', 'GET', '2xx'] as const;
const DASHBOARD = ['/api/dashboard', 'GET', '2xx'] as const;
const UPLOAD = ['/api/invoices', 'POST', '2xx'] as const;
const FOREVER = 'x600';

/** A day of an installation that is well: no alert fires. Values grow by so much a minute. */
export const WELL: Readonly<Record<string, string>> = {
  'up{job="lait-backend",instance="a:9464"}': `1${FOREVER}`,
  'up{job="lait-worker",instance="b:9464"}': `1${FOREVER}`,
  [`lait_part_up{${BACKEND},part="database"}`]: `1${FOREVER}`,
  [`lait_part_up{${BACKEND},part="redis"}`]: `1${FOREVER}`,
  [`lait_part_up{${BACKEND},part="legal"}`]: `1${FOREVER}`,
  [`lait_build_info{${BACKEND},version="1.0.0",revision="a",schema="0001"}`]: `1${FOREVER}`,
  'lait_build_info{job="lait-worker",instance="b:9464",version="1.0.0",revision="a",schema="0001"}': `1${FOREVER}`,
  [requests(...HEALTH, '0.05')]: `0+10${FOREVER}`,
  [requests(...HEALTH, '0.1')]: `0+10${FOREVER}`,
  [requests(...HEALTH, '+Inf')]: `0+10${FOREVER}`,
  [requests(...HEALTH)]: `0+10${FOREVER}`,
  [requests(...DASHBOARD, '1')]: `0+10${FOREVER}`,
  [requests(...DASHBOARD, '2')]: `0+10${FOREVER}`,
  [requests(...DASHBOARD, '+Inf')]: `0+10${FOREVER}`,
  [requests(...UPLOAD, '2')]: `0+10${FOREVER}`,
  [requests(...UPLOAD, '5')]: `0+10${FOREVER}`,
  [requests(...UPLOAD, '+Inf')]: `0+10${FOREVER}`,
  [requests('/api/dashboard', 'GET', '5xx')]: `0${FOREVER}`,
  [waits('upload', '30')]: `0+10${FOREVER}`,
  [waits('upload', '60')]: `0+10${FOREVER}`,
  [waits('upload', '+Inf')]: `0+10${FOREVER}`,
  [waits('legal_search', '5')]: `0+10${FOREVER}`,
  [waits('legal_search', '10')]: `0+10${FOREVER}`,
  [waits('legal_search', '+Inf')]: `0+10${FOREVER}`,
  [`lait_job_oldest_waiting_seconds{${BACKEND},queue="read-upload"}`]: `0${FOREVER}`,
  [`lait_jobs{${BACKEND},queue="read-upload",state="dead"}`]: `0${FOREVER}`,
  [`lait_database_connections{${BACKEND},state="awaited"}`]: `0 3 0 0${FOREVER}`,
  [`nodejs_eventloop_lag_p99_seconds{${BACKEND}}`]: `0.02${FOREVER}`,
  [`process_resident_memory_bytes{${BACKEND}}`]: `400000000${FOREVER}`,
  [`lait_memory_limit_bytes{${BACKEND}}`]: `2000000000${FOREVER}`,
  [`lait_backups_expected{${BACKEND}}`]: `1${FOREVER}`,
  [backup('record')]: `0${FOREVER}`,
  [backup('files')]: `0${FOREVER}`,
  [backup('drill')]: `0${FOREVER}`,
  [`lait_archive_failing{${BACKEND}}`]: `0${FOREVER}`,
  [`lait_disk_bytes{${BACKEND},what="free"}`]: `50${FOREVER}`,
  [`lait_disk_bytes{${BACKEND},what="size"}`]: `100${FOREVER}`,
  [`lait_certificate_expires_timestamp_seconds{${BACKEND}}`]: `5000000${FOREVER}`,
  [signIns('sign_in', 'failed')]: `0+1${FOREVER}`,
  [signIns('locked', 'denied')]: `0${FOREVER}`,
  [signIns('refresh_reuse', 'denied')]: `0${FOREVER}`,
  [`lait_legal_key_refused{${BACKEND}}`]: `0${FOREVER}`,
  [`lait_legal_quota_used{${BACKEND},window="86400s"}`]: `60${FOREVER}`,
  [`lait_legal_quota_limit{${BACKEND},window="86400s"}`]: `125${FOREVER}`,
  [spending('spent')]: `50${FOREVER}`,
  [spending('reserved')]: `10${FOREVER}`,
  [spending('cap')]: `100${FOREVER}`,
};

const LONG_AGO = `-900000${FOREVER}`;
const NEVER = '_x600';

export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'LaitBackendDown',
    series: { 'up{job="lait-backend",instance="a:9464"}': `0${FOREVER}` },
    at: '5m',
  },
  // Gone from the name server as well: not even a failed reading is left.
  {
    alert: 'LaitBackendDown',
    series: {},
    without: ['up{job="lait-backend",instance="a:9464"}'],
    at: '5m',
  },
  {
    alert: 'LaitWorkerDown',
    series: { 'up{job="lait-worker",instance="b:9464"}': `0${FOREVER}` },
    at: '5m',
  },
  { alert: 'LaitDatabaseDown', series: { [`lait_part_up{${BACKEND},part="database"}`]: `0${FOREVER}` }, at: '5m' },
  { alert: 'LaitRedisDown', series: { [`lait_part_up{${BACKEND},part="redis"}`]: `0${FOREVER}` }, at: '5m' },
  {
    alert: 'LaitPartDown',
    series: { [`lait_part_up{${BACKEND},part="legal"}`]: `0${FOREVER}` },
    at: '10m',
    about: { part: 'legal' },
  },
  {
    alert: 'LaitVersionsDiffer',
    series: {
      'lait_build_info{job="lait-worker",instance="c:9464",version="1.1.0",revision="b",schema="0002"}': `1${FOREVER}`,
    },
    at: '40m',
  },
  {
    alert: 'LaitHealthSlow',
    series: {
      [requests(...HEALTH, '0.05')]: `0+8${FOREVER}`,
      [requests(...HEALTH, '0.1')]: `0+9${FOREVER}`,
      [requests(...HEALTH, '0.2')]: `0+10${FOREVER}`,
    },
    at: '30m',
  },
  {
    alert: 'LaitDashboardSlow',
    series: {
      [requests(...DASHBOARD, '2')]: `0+9${FOREVER}`,
      [requests(...DASHBOARD, '5')]: `0+10${FOREVER}`,
      [requests(...DASHBOARD, '1')]: `0+8${FOREVER}`,
    },
    at: '30m',
  },
  {
    alert: 'LaitUploadSlow',
    series: {
      [requests(...UPLOAD, '5')]: `0+9${FOREVER}`,
      [requests(...UPLOAD, '10')]: `0+10${FOREVER}`,
      [requests(...UPLOAD, '2')]: `0+8${FOREVER}`,
    },
    at: '30m',
  },
  {
    alert: 'LaitProcessingSlow',
    series: {
      [waits('upload', '30')]: `0+8${FOREVER}`,
      [waits('upload', '60')]: `0+9${FOREVER}`,
      [waits('upload', '300')]: `0+10${FOREVER}`,
    },
    at: '30m',
  },
  {
    alert: 'LaitLegalSearchSlow',
    series: {
      [waits('legal_search', '5')]: `0+8${FOREVER}`,
      [waits('legal_search', '10')]: `0+9${FOREVER}`,
      [waits('legal_search', '30')]: `0+10${FOREVER}`,
    },
    at: '50m',
  },
  // 2 of 82 requests fail.
  { alert: 'LaitErrorsBurnFast', series: { [requests('/api/dashboard', 'GET', '5xx')]: `0+0.2${FOREVER}` }, at: '15m' },
  { alert: 'LaitErrorsBurnSlow', series: { [requests('/api/dashboard', 'GET', '5xx')]: `0+0.1${FOREVER}` }, at: '60m' },
  {
    alert: 'LaitQueueWaits',
    series: { [`lait_job_oldest_waiting_seconds{${BACKEND},queue="read-upload"}`]: `400${FOREVER}` },
    at: '10m',
    about: { queue: 'read-upload' },
  },
  {
    alert: 'LaitJobsDead',
    series: { [`lait_jobs{${BACKEND},queue="read-upload",state="dead"}`]: `1${FOREVER}` },
    at: '5m',
    about: { queue: 'read-upload' },
  },
  {
    alert: 'LaitPoolExhausted',
    series: { [`lait_database_connections{${BACKEND},state="awaited"}`]: `2${FOREVER}` },
    at: '10m',
    about: { job: 'lait-backend', instance: 'a:9464', state: 'awaited' },
  },
  {
    alert: 'LaitEventLoopHeldUp',
    series: { [`nodejs_eventloop_lag_p99_seconds{${BACKEND}}`]: `0.8${FOREVER}` },
    at: '20m',
    about: { job: 'lait-backend', instance: 'a:9464' },
  },
  {
    alert: 'LaitMemoryNearLimit',
    series: { [`process_resident_memory_bytes{${BACKEND}}`]: `1900000000${FOREVER}` },
    at: '20m',
    about: { job: 'lait-backend', instance: 'a:9464' },
  },
  { alert: 'LaitBackupOverdue', series: { [backup('record')]: LONG_AGO }, at: '30m' },
  // Never made at all.
  { alert: 'LaitBackupOverdue', series: { [backup('record')]: NEVER }, at: '30m' },
  { alert: 'LaitFileBackupOverdue', series: { [backup('files')]: LONG_AGO }, at: '30m' },
  { alert: 'LaitDrillOverdue', series: { [backup('drill')]: LONG_AGO }, at: '90m' },
  { alert: 'LaitArchiveFailing', series: { [`lait_archive_failing{${BACKEND}}`]: `1${FOREVER}` }, at: '20m' },
  { alert: 'LaitDiskNearlyFull', series: { [`lait_disk_bytes{${BACKEND},what="free"}`]: `9${FOREVER}` }, at: '20m' },
  {
    alert: 'LaitCertificateEnds',
    series: { [`lait_certificate_expires_timestamp_seconds{${BACKEND}}`]: `1000000${FOREVER}` },
    at: '90m',
  },
  { alert: 'LaitSignInsFail', series: { [signIns('sign_in', 'failed')]: `0+5${FOREVER}` }, at: '15m' },
  { alert: 'LaitAccountsLocked', series: { [signIns('locked', 'denied')]: `0+1${FOREVER}` }, at: '20m' },
  { alert: 'LaitTokenReused', series: { [signIns('refresh_reuse', 'denied')]: `0 0 0 1${FOREVER}` }, at: '5m' },
  { alert: 'LaitLegalKeyRefused', series: { [`lait_legal_key_refused{${BACKEND}}`]: `1${FOREVER}` }, at: '10m' },
  {
    alert: 'LaitLegalQuotaNearlyUsed',
    series: { [`lait_legal_quota_used{${BACKEND},window="86400s"}`]: `120${FOREVER}` },
    at: '10m',
  },
  { alert: 'LaitOpinionMoneyNearlySpent', series: { [spending('spent')]: `85${FOREVER}` }, at: '10m' },
];
